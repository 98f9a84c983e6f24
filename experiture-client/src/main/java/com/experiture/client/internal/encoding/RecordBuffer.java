package com.experiture.client.internal.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import com.experiture.client.error.InvalidField;
import com.experiture.client.settings.RequestLimits;

/**
 * Collects records into the bodies of batch writes. Each record is written once, straight
 * into the body, and a body is cut by the number of its records and by its bytes. Not
 * thread-safe.
 */
public final class RecordBuffer {

	private static final byte[] PREFIX = "{\"records\":[".getBytes(StandardCharsets.UTF_8);

	private final RecordWriting writing;

	private final int maxRecords;

	private final int maxBytes;

	private final byte[] suffix;

	private final @Nullable MatchKey matchKey;

	private final BodyBuffer body;

	private int[] starts = new int[64];

	private int size;

	private long lastKey;

	private long withoutKey;

	private @Nullable JsonGenerator generator;

	RecordBuffer(RecordWriting writing, int maxRecords, int maxBytes, byte[] suffix, @Nullable MatchKey matchKey) {
		this.writing = writing;
		this.maxRecords = maxRecords;
		this.maxBytes = maxBytes;
		this.suffix = suffix;
		this.matchKey = matchKey;
		this.body = new BodyBuffer(2 * maxBytes);
		this.body.write(PREFIX, 0, PREFIX.length);
	}

	/**
	 * Add a record. Documented: a body has at most 10 MB; the smaller reading of that is
	 * taken, see {@link RequestLimits#MAX_RECORDS_BODY_SIZE}.
	 * @param record a map, or an object that is written as a JSON object
	 * @return a batch that is complete now, to be released, or {@code null}. Where the
	 * record did not fit into it, the record is the first one of the next batch
	 * @throws InvalidField if the record cannot be written, is too large for a request of
	 * its own, or lacks the match key; then it was not added. The member is relative to
	 * the record, and empty where the record as a whole is at fault
	 */
	public @Nullable EncodedBatch add(@Nullable Object record) {
		if (this.size > 0) {
			this.body.write(',');
		}
		int start = this.body.size();
		try {
			JsonGenerator target = this.generator;
			if (target == null) {
				target = this.writing.generator(this.body);
				this.generator = target;
			}
			this.writing.write(target, this.body, record);
			return added(start);
		}
		catch (RuntimeException | Error ex) {
			// The generator may hold a part of the record.
			this.generator = null;
			this.body.truncate((this.size > 0) ? start - 1 : start);
			throw ex;
		}
	}

	/**
	 * Return what there is, and begin a new batch.
	 * @return the batch, to be released, or {@code null} where there is no record
	 */
	public @Nullable EncodedBatch cut() {
		return (this.size > 0) ? cut(this.body.size()) : null;
	}

	/**
	 * Return what there is.
	 */
	byte[] bytes() {
		int end = this.body.size();
		byte[] bytes = Arrays.copyOf(this.body.bytes(), end + this.suffix.length);
		System.arraycopy(this.suffix, 0, bytes, end, this.suffix.length);
		return bytes;
	}

	/**
	 * Return the number of records that are waiting for their batch.
	 * @return the number of records
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Return a hash of the last added record's match key.
	 * @return the hash, one of its own if the record is inserted without the key; 0 if
	 * there is no match key
	 */
	public long lastKey() {
		return this.lastKey;
	}

	private @Nullable EncodedBatch added(int start) {
		checkSize(this.body, start, this.maxBytes, this.suffix);
		if (this.matchKey != null) {
			long key = this.matchKey.check(this.body, start);
			// Records that are inserted do not wait for each other.
			this.lastKey = (key != 0) ? key : ++this.withoutKey;
		}
		int end = this.body.size();
		EncodedBatch full = null;
		if (this.size > 0 && end + this.suffix.length > this.maxBytes) {
			full = cut(start - 1);
			start = PREFIX.length;
		}
		if (this.size == this.starts.length) {
			this.starts = Arrays.copyOf(this.starts, 2 * this.size);
		}
		this.starts[this.size++] = start;
		return (full == null && this.size == this.maxRecords) ? cut() : full;
	}

	// What follows the batch is the record that did not fit, behind its comma.
	private EncodedBatch cut(int end) {
		EncodedBatch batch = EncodedBatch.copy(this.body.bytes(), end, this.suffix,
				Arrays.copyOf(this.starts, this.size));
		if (end < this.body.size()) {
			this.body.move(end + 1, PREFIX.length);
		}
		else {
			this.body.truncate(PREFIX.length);
		}
		this.size = 0;
		return batch;
	}

	/**
	 * Check that a record that was written last fits into a request.
	 */
	static void checkSize(BodyBuffer body, int start, int maxBytes, byte[] suffix) {
		int length = body.size() - start;
		if (PREFIX.length + length + suffix.length > maxBytes) {
			throw new InvalidField("",
					"is " + length + " bytes long, which does not fit into one request of " + maxBytes + " bytes");
		}
	}

	/**
	 * Put records together that were written by themselves.
	 * @return the batch, to be released
	 */
	static EncodedBatch join(List<byte[]> records, byte[] suffix) {
		return EncodedBatch.join(PREFIX, records, suffix);
	}

}
