package com.experiture.client.internal.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.settings.RequestLimits;

/**
 * Writes the bodies of record calls. Each record is serialized once, directly into the
 * body.
 */
public final class RecordEncoder {

	private static final int MAX_LINE_SIZE = 50_000_000;

	private static final byte[] SINGLE_PREFIX = "{\"record\":".getBytes(StandardCharsets.UTF_8);

	private final RecordWriting writing;

	private final boolean keyRequired;

	public RecordEncoder(JsonMapper mapper) {
		this(new RecordWriting(mapper), true);
	}

	private RecordEncoder(RecordWriting writing, boolean keyRequired) {
		this.writing = writing;
		this.keyRequired = keyRequired;
	}

	/**
	 * Return an encoder that rejects or accepts records without their match key.
	 * @param required whether such records are rejected, which is the default; otherwise
	 * a key without a value is left out, so that the record is inserted
	 * @return the encoder
	 */
	public RecordEncoder keyRequired(boolean required) {
		return (required == this.keyRequired) ? this : new RecordEncoder(this.writing, required);
	}

	/**
	 * Write the body of a single write.
	 * @param record a map, or an object that is written as a JSON object
	 * @param matchKey the match key, which the record must have; {@code null} to check
	 * nothing
	 * @return the body
	 */
	public EncodedBody single(@Nullable Object record, @Nullable String matchKey) {
		byte[] suffix = suffix("", matchKey);
		BodyBuffer body = new BodyBuffer(RequestLimits.MAX_RECORDS_BODY_SIZE);
		body.write(SINGLE_PREFIX, 0, SINGLE_PREFIX.length);
		write(body, record, "record", matchKey(matchKey));
		body.write(suffix, 0, suffix.length);
		return EncodedBody.of(body.copy());
	}

	/**
	 * Write a record separately, for {@link #join}.
	 * @param record a map, or an object that is written as a JSON object
	 * @param matchKey the match key, which the record must have; {@code null} to check
	 * nothing
	 * @return UTF-8 encoded JSON, which fits into a request
	 */
	public byte[] record(@Nullable Object record, @Nullable String matchKey) {
		byte[] suffix = suffix("]", matchKey);
		BodyBuffer body = new BodyBuffer(RequestLimits.MAX_RECORDS_BODY_SIZE);
		write(body, record, "record", matchKey(matchKey));
		try {
			RecordBuffer.checkSize(body, 0, RequestLimits.MAX_RECORDS_BODY_SIZE, suffix);
		}
		catch (InvalidField ex) {
			throw ex.within("record");
		}
		return body.copy();
	}

	/**
	 * Join records that were written separately.
	 * @param records the records, which fit into one request
	 * @param matchKey the match key
	 * @return the batch, to be released
	 */
	public EncodedBatch join(List<byte[]> records, @Nullable String matchKey) {
		return RecordBuffer.join(records, suffix("]", matchKey));
	}

	/**
	 * Write the body of a batch.
	 * @param records 1 to 10,000 records
	 * @param matchKey the match key, which every record must have; {@code null} to check
	 * nothing
	 * @return the body
	 */
	public EncodedBody batch(@Nullable Collection<?> records, @Nullable String matchKey) {
		// Both limits are documented.
		InvalidField.unless(records != null && !records.isEmpty(), "records", "must contain at least one record");
		InvalidField.unless(records.size() <= RequestLimits.MAX_BATCH_RECORDS, "records",
				"contains " + records.size() + " records, the API accepts at most " + RequestLimits.MAX_BATCH_RECORDS
						+ " in one batch; send several batches");
		RecordBuffer buffer = new RecordBuffer(this.writing, Integer.MAX_VALUE, RequestLimits.MAX_RECORDS_BODY_SIZE,
				suffix("]", matchKey), matchKey(matchKey));
		int index = 0;
		for (Object record : records) {
			try {
				EncodedBatch full = buffer.add(record);
				if (full != null) {
					full.release();
					throw new InvalidField("", "no longer fits into one request of "
							+ RequestLimits.MAX_RECORDS_BODY_SIZE + " bytes; send smaller batches");
				}
			}
			catch (InvalidField ex) {
				throw ex.within("records[" + index + "]");
			}
			index++;
		}
		return EncodedBody.of(buffer.bytes());
	}

	/**
	 * Write a record as a line of JSON Lines. It can be larger than a request.
	 * @param record a map, or an object that is written as a JSON object
	 * @param position the position of the record for exceptions, such as
	 * {@code records[2]}
	 * @param keys the names of the match key, of which the record must have one
	 * @return UTF-8 encoded JSON on one line
	 */
	public byte[] line(@Nullable Object record, String position, Set<String> keys) {
		BodyBuffer body = new BodyBuffer(MAX_LINE_SIZE);
		try {
			write(body, record, position, null);
			checkKeys(body, keys, position);
		}
		catch (InvalidField ex) {
			// The limit of requests is not that of files, but some limit must be.
			InvalidField.unless(body.size() <= RequestLimits.MAX_RECORDS_BODY_SIZE || !ex.field().equals(position),
					position, "is no JSON object of at most " + MAX_LINE_SIZE + " bytes");
			throw ex;
		}
		byte[] line = body.copy();
		// Only a serializer of the caller's own that writes raw JSON can have put one
		// there.
		for (byte current : line) {
			InvalidField.unless(current != '\n' && current != '\r', position, "must be JSON on one line");
		}
		return line;
	}

	/**
	 * Start collecting batches.
	 * @param matchKey the match key, which every record must have; {@code null} to use
	 * the object's primary key and check nothing
	 * @param maxRecords how many records a batch can hold
	 * @param maxBytes how many bytes the body of a batch can have
	 * @return a buffer
	 */
	public RecordBuffer buffer(@Nullable String matchKey, int maxRecords, int maxBytes) {
		return new RecordBuffer(this.writing, maxRecords, maxBytes, suffix("]", matchKey), matchKey(matchKey));
	}

	private @Nullable MatchKey matchKey(@Nullable String name) {
		return (name != null) ? new MatchKey(name, this.keyRequired) : null;
	}

	private void checkKeys(BodyBuffer body, Set<String> names, String position) {
		List<MatchKey> keys = names.stream().map((name) -> new MatchKey(name, false)).toList();
		if (keys.isEmpty() || keys.stream().anyMatch((key) -> key.hash(body, 0) != 0)) {
			return;
		}
		if (this.keyRequired) {
			throw MatchKey.missing(String.join(" or ", names)).within(position);
		}
		keys.forEach((key) -> key.check(body, 0));
	}

	private void write(BodyBuffer body, @Nullable Object record, String position, @Nullable MatchKey matchKey) {
		int start = body.size();
		try (JsonGenerator generator = this.writing.generator(body)) {
			this.writing.write(generator, body, record);
			if (matchKey != null) {
				matchKey.check(body, start);
			}
		}
		catch (InvalidField ex) {
			throw ex.within(position);
		}
	}

	private static byte[] suffix(String end, @Nullable String matchKey) {
		InvalidField.unless(matchKey == null || !matchKey.isBlank(), "matchKey", "must not be blank");
		String property = (matchKey != null)
				? ",\"matchKey\":\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(matchKey)) + "\""
				: "";
		return (end + property + "}").getBytes(StandardCharsets.UTF_8);
	}

}
