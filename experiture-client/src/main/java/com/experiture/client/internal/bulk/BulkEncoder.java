package com.experiture.client.internal.bulk;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.bulk.BulkBatch.Range;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.encoding.RecordBuffer;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.observation.FlushReason;

/**
 * Makes the batches of a bulk write, on one thread at a time. Which records a batch has
 * depends on the records only.
 */
final class BulkEncoder {

	private static final long[] ONE_KEY = { 0 };

	private final RecordBuffer buffer;

	private final @Nullable Function<Object, ?> orderKey;

	private final BiConsumer<Long, InvalidField> rejected;

	private final boolean inSequence;

	private final @Nullable KeySequencer sequencer;

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
		this.sequencer = (keyed || this.inSequence) ? new KeySequencer() : null;
		// One more than a batch holds: a record that does not fit starts the next batch.
		this.positions = new long[options.batchRecords() + 1];
		this.keys = new long[(this.sequencer != null) ? this.positions.length : 0];
		this.startAt = options.startAt();
		this.from = options.startAt();
	}

	/**
	 * Add a record.
	 * @return the batch that is complete, or {@code null}
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
			if (this.sequencer != null) {
				this.keys[this.count] = (this.orderKey != null) ? key : this.buffer.lastKey();
			}
			this.count++;
		}
		// Documented limits and precautions of this client, as for single records.
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
			// The record counts as not read, so that a run can resume here.
			this.next = position;
			throw ex;
		}
		if (full == null) {
			return null;
		}
		// The buffer contains the record that did not fit.
		boolean overflow = this.buffer.size() > 0;
		return batch(full, overflow ? position : position + 1, overflow ? FlushReason.BYTES : FlushReason.RECORDS);
	}

	/**
	 * Return the records that remain at the end.
	 * @return the last batch, or {@code null} if there is none
	 */
	@Nullable BulkBatch rest() {
		EncodedBatch rest = this.buffer.flush();
		if (rest != null) {
			return batch(rest, this.next, FlushReason.END);
		}
		if (this.next <= this.from) {
			return null;
		}
		Range range = new Range(this.from, this.next, new long[0], new KeySequencer.Ticket());
		this.from = this.next;
		return new BulkBatch(range, null, FlushReason.END);
	}

	/**
	 * Discard the records that wait for their batch.
	 * @return their range, or {@code null} if there are none
	 */
	@Nullable Range abandon() {
		if (this.count == 0) {
			return null;
		}
		Range range = new Range(this.from, this.next, Arrays.copyOf(this.positions, this.count),
				new KeySequencer.Ticket());
		this.from = this.next;
		this.count = 0;
		return range;
	}

	long read() {
		return this.next;
	}

	// All batches of a run in sequence share one key.
	private KeySequencer.Ticket ticket(int size) {
		if (this.sequencer == null) {
			return new KeySequencer.Ticket();
		}
		return this.inSequence ? this.sequencer.add(ONE_KEY, 1) : this.sequencer.add(this.keys, size);
	}

	private BulkBatch batch(EncodedBatch encoded, long to, FlushReason reason) {
		int size = encoded.size();
		Range range = new Range(this.from, to, Arrays.copyOf(this.positions, size), ticket(size));
		this.from = to;
		this.count -= size;
		if (this.count > 0) {
			this.positions[0] = this.positions[size];
			if (this.sequencer != null) {
				this.keys[0] = this.keys[size];
			}
		}
		return new BulkBatch(range, encoded, reason);
	}

}
