package com.experiture.client.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.error.InvalidMember;

/**
 * Writes the bodies of record calls. Each record is serialized once, straight into the
 * body.
 */
public final class RecordEncoder {

	/** How many records one batch may hold (documented). */
	public static final int MAX_BATCH_RECORDS = 10_000;

	/**
	 * The largest request body that the API accepts, in bytes (documented as 10 MB; the
	 * smaller reading of that is taken).
	 */
	public static final int MAX_BODY_SIZE = 10_000_000;

	private static final int MAX_LINE_SIZE = 50_000_000;

	private static final byte[] SINGLE_PREFIX = "{\"record\":".getBytes(StandardCharsets.UTF_8);

	private final RecordWriting writing;

	RecordEncoder(JsonMapper mapper) {
		this.writing = new RecordWriting(mapper);
	}

	/**
	 * Write the body of a single write.
	 * @param record a map, or an object that is written as a JSON object
	 * @param matchKey the identity key to match by
	 * @return the body
	 */
	public EncodedBody single(@Nullable Object record, @Nullable String matchKey) {
		byte[] suffix = suffix("", matchKey);
		BodyBuffer body = new BodyBuffer(MAX_BODY_SIZE);
		body.write(SINGLE_PREFIX, 0, SINGLE_PREFIX.length);
		write(body, record, "record");
		body.write(suffix, 0, suffix.length);
		return EncodedBody.of(body.copy());
	}

	/**
	 * Write a record alone, for {@link #join}.
	 * @param record a map, or an object that is written as a JSON object
	 * @param matchKey the identity key that the record must have; {@code null} checks
	 * nothing
	 * @return UTF-8 encoded JSON, which fits into a request
	 */
	public byte[] record(@Nullable Object record, @Nullable String matchKey) {
		byte[] suffix = suffix("]", matchKey);
		BodyBuffer body = new BodyBuffer(MAX_BODY_SIZE);
		write(body, record, "record");
		try {
			RecordBuffer.check(body, 0, MAX_BODY_SIZE, suffix, matchKey(matchKey));
		}
		catch (InvalidMember ex) {
			throw ex.within("record");
		}
		return body.copy();
	}

	/**
	 * Put records together that were written alone.
	 * @param records the records, which fit into one request
	 * @param matchKey the identity key to match by
	 * @return the batch, to be released
	 */
	public EncodedBatch join(List<byte[]> records, @Nullable String matchKey) {
		return RecordBuffer.join(records, suffix("]", matchKey));
	}

	/**
	 * Write the body of a batch.
	 * @param records 1 to 10,000 records
	 * @param matchKey the identity key to match by
	 * @return the body
	 */
	public EncodedBody batch(@Nullable Collection<?> records, @Nullable String matchKey) {
		InvalidMember.unless(records != null && !records.isEmpty(), "records", "must hold at least one record");
		InvalidMember.unless(records.size() <= MAX_BATCH_RECORDS, "records", "holds " + records.size()
				+ " records, the API accepts at most " + MAX_BATCH_RECORDS + " in one batch; send several batches");
		RecordBuffer buffer = new RecordBuffer(this.writing, Integer.MAX_VALUE, MAX_BODY_SIZE, suffix("]", matchKey),
				null);
		int index = 0;
		for (Object record : records) {
			try {
				EncodedBatch full = buffer.add(record);
				if (full != null) {
					full.release();
					throw new InvalidMember("", "does not fit any more into one request of " + MAX_BODY_SIZE
							+ " bytes; send smaller batches");
				}
			}
			catch (InvalidMember ex) {
				throw ex.within("records[" + index + "]");
			}
			index++;
		}
		return EncodedBody.of(buffer.bytes());
	}

	/**
	 * Write a record by itself, as in a line of JSON Lines. It may be larger than a
	 * request.
	 * @param record a map, or an object that is written as a JSON object
	 * @param position names the record in a failure, such as {@code records[2]}
	 * @return UTF-8 encoded JSON on one line
	 */
	public byte[] line(@Nullable Object record, String position) {
		BodyBuffer body = new BodyBuffer(MAX_LINE_SIZE);
		try {
			write(body, record, position);
		}
		catch (InvalidMember ex) {
			// The limit of requests is not that of files, but some limit must be.
			InvalidMember.unless(body.size() <= MAX_BODY_SIZE || !ex.member().equals(position), position,
					"is no JSON object of at most " + MAX_LINE_SIZE + " bytes");
			throw ex;
		}
		byte[] line = body.copy();
		// Only a raw value of the caller's own can hold one.
		for (byte current : line) {
			InvalidMember.unless(current != '\n' && current != '\r', position, "must be JSON on one line");
		}
		return line;
	}

	/**
	 * Start collecting batches.
	 * @param matchKey the identity key to match by, which every record must have;
	 * {@code null} takes the object's primary key and checks nothing
	 * @param maxRecords how many records a batch may hold
	 * @param maxBytes how many bytes the body of a batch may have
	 * @return a buffer
	 */
	public RecordBuffer buffer(@Nullable String matchKey, int maxRecords, int maxBytes) {
		return new RecordBuffer(this.writing, maxRecords, maxBytes, suffix("]", matchKey), matchKey(matchKey));
	}

	private static @Nullable MatchKey matchKey(@Nullable String name) {
		return (name != null) ? new MatchKey(name) : null;
	}

	private void write(BodyBuffer body, @Nullable Object record, String position) {
		try (JsonGenerator generator = this.writing.generator(body)) {
			this.writing.write(generator, body, record);
		}
		catch (InvalidMember ex) {
			throw ex.within(position);
		}
	}

	private static byte[] suffix(String end, @Nullable String matchKey) {
		InvalidMember.unless(matchKey == null || !matchKey.isBlank(), "matchKey", "must not be blank");
		String member = (matchKey != null)
				? ",\"matchKey\":\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(matchKey)) + "\""
				: "";
		return (end + member + "}").getBytes(StandardCharsets.UTF_8);
	}

}
