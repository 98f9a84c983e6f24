package com.experiture.client.internal.writer;

import java.time.Duration;

import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterStats;

/**
 * The numbers of a writer. Guarded by its lock.
 */
final class WriterCounters {

	private long enqueued;

	private long accepted;

	private long rejected;

	private long handedBack;

	private long batches;

	private int waiting;

	private long waitingBytes;

	void taken(WriterEntry entry) {
		this.enqueued++;
		this.waiting++;
		this.waitingBytes += entry.size();
	}

	void settled(InFlightBatch shipment, BatchResult settlement) {
		this.accepted += settlement.accepted();
		this.rejected += settlement.rejected();
		this.handedBack += settlement.unresolved();
		this.batches += (settlement.unresolved() < shipment.entries().size()) ? 1 : 0;
		left(shipment.entries().size(), shipment.bytes());
	}

	void handedBack(int records, long bytes) {
		this.handedBack += records;
		left(records, bytes);
	}

	private void left(int records, long bytes) {
		this.waiting -= records;
		this.waitingBytes -= bytes;
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
