package com.experiture.client.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import com.experiture.client.error.InvalidMember;

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
	 * Add a record.
	 * @param record a map, or an object that is written as a JSON object
	 * @return a batch that is complete now, or {@code null}. Where the record did not fit
	 * into it, the record is the first one of the next batch
	 * @throws InvalidMember if the record cannot be written, is too large for a request
	 * of its own, or lacks the match key; then it was not added. The member is relative
	 * to the record, and empty where the record as a whole is at fault
	 */
	public @Nullable EncodedBatch add(@Nullable Object record) {
		int start = begin();
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
			takeBack(start);
			throw ex;
		}
	}

	/**
	 * Add a record that is written already.
	 * @param json the record, as {@link RecordEncoder#record} writes it
	 * @return a batch that is complete now, or {@code null}
	 * @throws InvalidMember as {@link #add(Object)}
	 */
	public @Nullable EncodedBatch add(byte[] json) {
		int start = begin();
		try {
			this.body.write(json, 0, json.length);
			return added(start);
		}
		catch (InvalidMember ex) {
			takeBack(start);
			throw ex;
		}
	}

	/**
	 * Return what there is, and begin a new batch.
	 * @return the batch, or {@code null} where there is no record
	 */
	public @Nullable EncodedBatch cut() {
		return (this.size > 0) ? cut(this.size, this.body.size()) : null;
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
	 * @return the hash; 0 without a match key
	 */
	public long lastKey() {
		return this.lastKey;
	}

	private int begin() {
		if (this.size > 0) {
			this.body.write(',');
		}
		return this.body.size();
	}

	private void takeBack(int start) {
		this.body.truncate((this.size > 0) ? start - 1 : start);
	}

	private @Nullable EncodedBatch added(int start) {
		int end = this.body.size();
		int length = end - start;
		InvalidMember.unless(PREFIX.length + length + this.suffix.length <= this.maxBytes, "",
				"is " + length + " bytes long, which does not fit into one request of " + this.maxBytes + " bytes");
		if (this.matchKey != null) {
			this.lastKey = this.matchKey.hash(this.body.bytes(), start, end);
			InvalidMember.unless(this.lastKey != 0, this.matchKey.name(),
					"is the match key and missing or null, so the record would be inserted instead of merged");
		}
		EncodedBatch full = null;
		if (this.size > 0 && end + this.suffix.length > this.maxBytes) {
			full = cut(this.size, start - 1);
			start = PREFIX.length;
		}
		if (this.size == this.starts.length) {
			this.starts = Arrays.copyOf(this.starts, 2 * this.size);
		}
		this.starts[this.size++] = start;
		return (full == null && this.size == this.maxRecords) ? cut() : full;
	}

	// What follows the batch is the record that did not fit, behind its comma.
	private EncodedBatch cut(int records, int end) {
		EncodedBatch batch = new EncodedBatch(this.body.copy(end, this.suffix), Arrays.copyOf(this.starts, records),
				end);
		if (end < this.body.size()) {
			this.body.move(end + 1, PREFIX.length);
		}
		else {
			this.body.truncate(PREFIX.length);
		}
		this.size = 0;
		return batch;
	}

}
