package com.experiture.client.bulk;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How far a bulk write is.
 *
 * @param read how many records were taken from the source
 * @param sent how many of them were sent and answered
 * @param accepted how many the API accepted
 * @param rejected how many the API, or this client before sending, rejected
 * @param bytes the size of the batches that were answered
 * @param elapsed the time since the beginning
 * @param resumeAt the position before which the outcome of every record is known; a run
 * that was broken off goes on there, see {@link BulkOptions#startAt}
 * @param total how many records there are from the start position on, or {@code null} if
 * the source does not know, see {@link RecordSource#size(long)}
 */
public record BulkProgress(long read, long sent, long accepted, long rejected, long bytes, Duration elapsed,
		long resumeAt, @Nullable Long total, boolean ended) {

	/**
	 * Return the mean rate so far.
	 * @return accepted and rejected records per second
	 */
	public double recordsPerSecond() {
		return (this.accepted + this.rejected) / Math.max(1e-3, this.elapsed.toNanos() / 1e9);
	}

	/**
	 * Estimate how long the run will go on, at the mean rate so far.
	 * @return the time, or {@code null} if the source does not know its size or no record
	 * is done yet
	 */
	public @Nullable Duration remaining() {
		long done = this.accepted + this.rejected;
		if (this.total == null || done == 0) {
			return null;
		}
		double perRecord = this.elapsed.toMillis() / (double) done;
		return Duration.ofMillis((long) (Math.max(0, this.total - done) * perRecord));
	}

}
