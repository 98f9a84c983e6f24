package com.experiture.client.internal.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.settings.RequestLimits;

/**
 * Collects records into the bodies of batch writes. Each record is written once, directly
 * into the body. A batch ends at a number of records or bytes. Not thread-safe.
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
	 * Add a record. Documented: a body has at most 10 MB; the smaller meaning of this is
	 * used, see {@link RequestLimits#MAX_RECORDS_BODY_SIZE}.
	 * @param record a map, or an object that is written as a JSON object
	 * @return a batch that is complete, to be released, or {@code null}. If the record
	 * did not fit into the batch, it is the first record of the next batch
	 * @throws InvalidField if the record cannot be written, is too large for a request,
	 * or lacks the match key; then it was not added. The field is relative to the record,
	 * and empty if the record as a whole is invalid
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
			// The generator may contain a part of the record.
			this.generator = null;
			this.body.truncate((this.size > 0) ? start - 1 : start);
			throw ex;
		}
	}

	/**
	 * End the batch, and begin a new one.
	 * @return the batch, to be released, or {@code null} if there are no records
	 */
	public @Nullable EncodedBatch flush() {
		return (this.size > 0) ? flush(this.body.size()) : null;
	}

	/**
	 * Return the body.
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
	 * Return a hash of the match key of the record that was added last.
	 * @return the hash, unique if the record is inserted without the key; 0 if there is
	 * no match key
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
			full = flush(start - 1);
			start = PREFIX.length;
		}
		if (this.size == this.starts.length) {
			this.starts = Arrays.copyOf(this.starts, 2 * this.size);
		}
		this.starts[this.size++] = start;
		return (full == null && this.size == this.maxRecords) ? flush() : full;
	}

	// The batch is followed by a comma and the record that did not fit, if there is one.
	private EncodedBatch flush(int end) {
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
	 * Check that the record that was written last fits into a request.
	 */
	static void checkSize(BodyBuffer body, int start, int maxBytes, byte[] suffix) {
		int length = body.size() - start;
		if (PREFIX.length + length + suffix.length > maxBytes) {
			throw new InvalidField("",
					"is " + length + " bytes long, which does not fit into one request of " + maxBytes + " bytes");
		}
	}

	/**
	 * Join records that were written separately.
	 * @return the batch, to be released
	 */
	static EncodedBatch join(List<byte[]> records, byte[] suffix) {
		return EncodedBatch.join(PREFIX, records, suffix);
	}

}
