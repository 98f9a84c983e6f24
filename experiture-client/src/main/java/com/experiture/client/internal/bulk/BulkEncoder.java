package com.experiture.client.internal.bulk;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.error.InvalidField;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.bulk.BulkBatch.Range;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.encoding.RecordBuffer;
import com.experiture.client.observation.FlushReason;

/**
 * Makes the batches of a bulk write, on one thread at a time. Where they are cut follows
 * from the records alone.
 */
final class BulkEncoder {

	private static final long[] ONE_KEY = { 0 };

	private final RecordBuffer buffer;

	private final @Nullable Function<Object, ?> orderKey;

	private final BiConsumer<Long, InvalidField> rejected;

	private final boolean inSequence;

	private final @Nullable KeyOrder order;

	private final long[] positions;

	private final long[] keys;

	private int count;

	private final long startAt;

	private long next;

	private long from;

	BulkEncoder(RecordBuffer buffer, RecordTarget target, BulkOptions options,
			BiConsumer<Long, InvalidField> rejected) {
		this.buffer = buffer;
		this.orderKey = options.orderKey();
		this.rejected = rejected;
		boolean keyed = options.orderKey() != null || target.matchKey() != null;
		this.inSequence = options.concurrency() == 1;
		this.order = (keyed || this.inSequence) ? new KeyOrder() : null;
		// One more than a batch holds: a record that did not fit begins the next one.
		this.positions = new long[options.batchRecords() + 1];
		this.keys = new long[(this.order != null) ? this.positions.length : 0];
		this.startAt = options.startAt();
		this.from = options.startAt();
	}

	/**
	 * Take a record.
	 * @return the batch that is complete now, or {@code null}
	 */
	@Nullable BulkBatch add(@Nullable Object record) {
		long position = this.next++;
		if (position < this.startAt) {
			return null;
		}
		EncodedBatch full;
		try {
			long key = (this.orderKey != null && record != null) ? Objects.hashCode(this.orderKey.apply(record)) : 0;
			full = this.buffer.add(record);
			this.positions[this.count] = position;
			if (this.order != null) {
				this.keys[this.count] = (this.orderKey != null) ? key : this.buffer.lastKey();
			}
			this.count++;
		}
		// Documented or own caution, as for single records: see RecordWriting.
		catch (InvalidField ex) {
			this.rejected.accept(position, ex);
			return null;
		}
		catch (RuntimeException ex) {
			this.rejected.accept(position,
					new InvalidField("", "cannot be read (" + ex.getClass().getSimpleName() + ")"));
			return null;
		}
		catch (Error ex) {
			// Not read, for the account and for a run that goes on here.
			this.next = position;
			throw ex;
		}
		if (full == null) {
			return null;
		}
		// The record that did not fit is in the buffer.
		boolean overflow = this.buffer.size() > 0;
		return batch(full, overflow ? position : position + 1, overflow ? FlushReason.BYTES : FlushReason.RECORDS);
	}

	/**
	 * Return what there is at the end.
	 * @return the last batch, or {@code null} where there is none
	 */
	@Nullable BulkBatch rest() {
		EncodedBatch rest = this.buffer.cut();
		if (rest != null) {
			return batch(rest, this.next, FlushReason.END);
		}
		if (this.next <= this.from) {
			return null;
		}
		Range range = new Range(this.from, this.next, new long[0], new KeyOrder.Ticket());
		this.from = this.next;
		return new BulkBatch(range, null, FlushReason.END);
	}

	/**
	 * Give up the records that wait for their batch.
	 * @return where they stood, or {@code null} where there are none
	 */
	@Nullable Range abandon() {
		if (this.count == 0) {
			return null;
		}
		Range range = new Range(this.from, this.next, Arrays.copyOf(this.positions, this.count), new KeyOrder.Ticket());
		this.from = this.next;
		this.count = 0;
		return range;
	}

	long read() {
		return this.next;
	}

	// A batch that is to wait for each one before it has one key with all of them.
	private KeyOrder.Ticket ticket(int size) {
		if (this.order == null) {
			return new KeyOrder.Ticket();
		}
		return this.inSequence ? this.order.enter(ONE_KEY, 1) : this.order.enter(this.keys, size);
	}

	private BulkBatch batch(EncodedBatch encoded, long to, FlushReason cut) {
		int size = encoded.size();
		Range range = new Range(this.from, to, Arrays.copyOf(this.positions, size), ticket(size));
		this.from = to;
		this.count -= size;
		if (this.count > 0) {
			this.positions[0] = this.positions[size];
			if (this.order != null) {
				this.keys[0] = this.keys[size];
			}
		}
		return new BulkBatch(range, encoded, cut);
	}

}
