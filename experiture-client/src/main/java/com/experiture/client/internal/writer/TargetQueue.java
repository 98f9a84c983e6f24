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
 * lock of its writer.
 */
final class TargetQueue {

	private static final int BODY_OVERHEAD = 40;

	private final RecordTarget target;

	private final WriterOptions options;

	private final long maxBytes;

	private final int maxInFlight;

	private final Queue<WriterEntry> queue = new ArrayDeque<>();

	private long queuedBytes;

	private int inFlight;

	private int due;

	private @Nullable Disposable timer;

	TargetQueue(RecordTarget target, WriterOptions options) {
		this.target = target;
		this.options = options;
		// The match key stands in the body as well, at worst with an escape per
		// character.
		int matchKey = (target.matchKey() != null) ? 6 * target.matchKey().length() : 0;
		this.maxBytes = Math.max(1, options.batchBytes() - BODY_OVERHEAD - matchKey);
		this.maxInFlight = target.isAppend() ? options.appendConcurrency() : 1;
	}

	RecordTarget target() {
		return this.target;
	}

	void add(WriterEntry entry) {
		this.queue.add(entry);
		this.queuedBytes += entry.size() + 1;
	}

	@Nullable WriterEntry oldest() {
		return this.queue.peek();
	}

	/**
	 * Make everything that waits now due.
	 */
	void flush() {
		this.due = this.queue.size();
	}

	/**
	 * Return how long the next batch has to wait for more records.
	 * @return nanoseconds, not positive where it is due; {@code null} where there is
	 * nothing, or where a batch in flight has to return first
	 */
	@Nullable Long delay(long now) {
		WriterEntry first = this.queue.peek();
		if (first == null || this.inFlight >= this.maxInFlight) {
			return null;
		}
		boolean full = this.queue.size() >= this.options.batchRecords() || this.queuedBytes >= this.maxBytes;
		return (full || this.due > 0) ? 0 : first.takenAt() + this.options.linger().toNanos() - now;
	}

	/**
	 * Take the next batch out.
	 */
	InFlightBatch next() {
		List<WriterEntry> batch = new ArrayList<>(Math.min(this.queue.size(), this.options.batchRecords()));
		long bytes = 0;
		WriterEntry head = this.queue.peek();
		while (head != null && batch.size() < this.options.batchRecords()
				&& (batch.isEmpty() || bytes + head.size() + 1 <= this.maxBytes)) {
			this.queue.remove();
			bytes += head.size() + 1;
			batch.add(head);
			head = this.queue.peek();
		}
		FlushReason cut = (batch.size() == this.options.batchRecords()) ? FlushReason.RECORDS
				: (head != null) ? FlushReason.BYTES : (this.due > 0) ? FlushReason.END : FlushReason.LINGER;
		this.queuedBytes -= bytes;
		this.due = Math.max(0, this.due - batch.size());
		this.inFlight++;
		return new InFlightBatch(this, batch, cut);
	}

	/**
	 * Take everything out that was not sent.
	 */
	List<WriterEntry> clear() {
		List<WriterEntry> all = List.copyOf(this.queue);
		this.queue.clear();
		this.queuedBytes = 0;
		this.due = 0;
		return all;
	}

	void returned() {
		this.inFlight--;
	}

	/**
	 * Return whether nothing waits and nothing is in flight.
	 */
	boolean isEmpty() {
		return this.queue.isEmpty() && this.inFlight == 0;
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
	 * Cancel the timer, which would keep the target in memory until it fires.
	 */
	void cancelTimer() {
		Disposable pending = this.timer;
		if (pending != null) {
			pending.dispose();
			this.timer = null;
		}
	}

}
