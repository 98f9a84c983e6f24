package com.experiture.client.internal.writer;

import java.time.Duration;

import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterStats;

/**
 * The counters of a writer. Guarded by the lock of the queue.
 */
final class WriterCounters {

	private long enqueued;

	private long accepted;

	private long rejected;

	private long handedBack;

	private long batches;

	private int waiting;

	private long waitingBytes;

	void enqueued(WriterEntry entry) {
		this.enqueued++;
		this.waiting++;
		this.waitingBytes += entry.size();
	}

	void completed(InFlightBatch batch, BatchResult result) {
		int unresolved = result.unresolvedCount();
		this.accepted += result.accepted();
		this.rejected += result.rejected();
		this.handedBack += unresolved;
		this.batches += (unresolved < batch.entries().size()) ? 1 : 0;
		removed(batch);
	}

	void handedBack(InFlightBatch batch) {
		this.handedBack += batch.entries().size();
		removed(batch);
	}

	private void removed(InFlightBatch batch) {
		this.waiting -= batch.entries().size();
		this.waitingBytes -= batch.bytes();
	}

	boolean hasRoom(WriterOptions options, int bytes) {
		return this.waiting == 0
				|| (this.waiting < options.capacity() && this.waitingBytes + bytes <= options.capacityBytes());
	}

	WriterStats stats(Duration oldest) {
		return new WriterStats(this.enqueued, this.accepted, this.rejected, this.handedBack, this.waiting,
				this.waitingBytes, oldest, this.batches);
	}

}
