package com.experiture.client.bulk;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The progress of a bulk write.
 *
 * @param read how many records were read from the source
 * @param sent how many records were sent and responded to
 * @param accepted how many records the API accepted
 * @param rejected how many records the API, or this client before sending, rejected
 * @param bytes the size in bytes of the batches that were responded to
 * @param elapsed the time since the start
 * @param resumeAt the position before which the outcome of every record is known; a run
 * that was stopped can resume there, see {@link BulkOptions.Builder#startAt}
 * @param total how many records there are from the start position on, or {@code null} if
 * it is not known, see {@link RecordSource#size(long)}
 * @param ended whether this is the last progress of the run
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
	 * Estimate the remaining time from the mean rate so far.
	 * @return the time, or {@code null} if the size of the source is not known or no
	 * record has an outcome yet
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
