package com.experiture.client.records;

import java.time.Duration;

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
 */
public record BulkProgress(long read, long sent, long accepted, long rejected, long bytes, Duration elapsed,
		long resumeAt) {

	/**
	 * Return the mean rate so far.
	 * @return accepted and rejected records per second
	 */
	public double recordsPerSecond() {
		return (this.accepted + this.rejected) / Math.max(1e-3, this.elapsed.toNanos() / 1e9);
	}

}
