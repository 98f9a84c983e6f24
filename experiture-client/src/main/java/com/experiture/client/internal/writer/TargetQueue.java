package com.experiture.client.internal.writer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.writer.WriterOptions;

/**
 * The records of one target that wait for their batch, in their order. Guarded by the
 * lock of the queue of all targets.
 */
final class TargetQueue {

	private static final int BODY_OVERHEAD = 40;

	private final RecordTarget target;

	private final WriterOptions options;

	private final long maxBytes;

	private final int maxInFlight;

	private final Queue<WriterEntry> entries = new ArrayDeque<>();

	private long bytes;

	private int inFlight;

	// So many of the oldest records are sent without waiting for more.
	private int due;

	private @Nullable Disposable timer;

	TargetQueue(RecordTarget target, WriterOptions options) {
		this.target = target;
		this.options = options;
		// The body contains the match key as well, at worst with an escape sequence per
		// character.
		int matchKey = (target.matchKey() != null) ? 6 * target.matchKey().length() : 0;
		this.maxBytes = Math.max(1, options.batchBytes() - BODY_OVERHEAD - matchKey);
		this.maxInFlight = target.isAppend() ? options.appendConcurrency() : 1;
	}

	RecordTarget target() {
		return this.target;
	}

	void add(WriterEntry entry) {
		this.entries.add(entry);
		this.bytes += entry.size() + 1;
	}

	@Nullable WriterEntry oldest() {
		return this.entries.peek();
	}

	/**
	 * Make all present records due.
	 */
	void flush() {
		this.due = this.entries.size();
	}

	/**
	 * Return how long the next batch has to wait for more records.
	 * @return nanoseconds, not positive if the batch is due; {@code null} if there are no
	 * records, or if a batch in flight must be completed first
	 */
	@Nullable Long delay(long now) {
		WriterEntry first = this.entries.peek();
		if (first == null || this.inFlight >= this.maxInFlight) {
			return null;
		}
		boolean full = this.entries.size() >= this.options.batchRecords() || this.bytes >= this.maxBytes;
		return (full || this.due > 0) ? 0 : first.enqueuedAt() + this.options.linger().toNanos() - now;
	}

	/**
	 * Remove the records of the next batch.
	 */
	InFlightBatch next() {
		List<WriterEntry> batch = new ArrayList<>(Math.min(this.entries.size(), this.options.batchRecords()));
		long batchBytes = 0;
		WriterEntry head = this.entries.peek();
		while (head != null && batch.size() < this.options.batchRecords()
				&& (batch.isEmpty() || batchBytes + head.size() + 1 <= this.maxBytes)) {
			this.entries.remove();
			batchBytes += head.size() + 1;
			batch.add(head);
			head = this.entries.peek();
		}
		FlushReason reason = (batch.size() == this.options.batchRecords()) ? FlushReason.RECORDS
				: (head != null) ? FlushReason.BYTES : (this.due > 0) ? FlushReason.END : FlushReason.LINGER;
		this.bytes -= batchBytes;
		this.due = Math.max(0, this.due - batch.size());
		this.inFlight++;
		return new InFlightBatch(this, batch, reason);
	}

	/**
	 * Remove all records.
	 */
	List<WriterEntry> clear() {
		List<WriterEntry> all = List.copyOf(this.entries);
		this.entries.clear();
		this.bytes = 0;
		this.due = 0;
		return all;
	}

	void returned() {
		this.inFlight--;
	}

	/**
	 * Return whether there are no records and no batch is in flight.
	 */
	boolean isEmpty() {
		return this.entries.isEmpty() && this.inFlight == 0;
	}

	boolean isTimed() {
		return this.timer != null;
	}

	void timed(Disposable timer) {
		this.timer = timer;
	}

	void timerEnded() {
		this.timer = null;
	}

	/**
	 * Cancel the timer, which would keep the target in memory until it expires.
	 */
	void cancelTimer() {
		Disposable pending = this.timer;
		if (pending != null) {
			pending.dispose();
			this.timer = null;
		}
	}

}
