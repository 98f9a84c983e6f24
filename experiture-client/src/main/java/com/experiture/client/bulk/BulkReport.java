package com.experiture.client.bulk;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The outcome of the records of a bulk write: each record that was read is accepted,
 * rejected or unresolved.
 *
 * @param objectName the object that was written to
 * @param correlationId the correlation id of all calls of the run
 * @param read how many records were read from the source
 * @param accepted how many records the API accepted
 * @param rejected how many records the API, or this client before sending, rejected
 * @param rejections position and reason of each rejected record, in the order in which
 * they became known
 * @param unresolved the records whose outcome is not known; empty unless the run was
 * stopped, see {@link BulkWriteException}
 * @param batches how many batches were sent and responded to
 * @param bytes the size of these batches in bytes
 * @param elapsed how long the run took
 * @param resumeAt the position before which the outcome of every record is known
 */
public record BulkReport(String objectName, String correlationId, long read, long accepted, long rejected,
		List<RejectedRecords> rejections, List<UnresolvedRecords> unresolved, long batches, long bytes,
		Duration elapsed, long resumeAt) implements Serializable {

	/**
	 * Create a report.
	 */
	public BulkReport {
		rejections = List.copyOf(rejections);
		unresolved = List.copyOf(unresolved);
	}

	/**
	 * Throw an exception if records were rejected. A bulk write with rejected records
	 * returns normally, unless they are too many: see {@link BulkOptions#maxRejected()}.
	 * @return this report
	 * @throws BulkWriteException if records were rejected; it contains this report
	 */
	public BulkReport throwIfRejected() {
		if (this.rejected > 0) {
			throw BulkWriteException.rejected(this);
		}
		return this;
	}

	/**
	 * Return the mean rate.
	 * @return accepted and rejected records per second
	 */
	public double recordsPerSecond() {
		return (this.accepted + this.rejected) / Math.max(1e-3, this.elapsed.toNanos() / 1e9);
	}

	@Override
	public String toString() {
		return "BulkReport[" + this.objectName + ", read=" + this.read + ", accepted=" + this.accepted + ", rejected="
				+ this.rejected + ", unresolved=" + (this.read - this.accepted - this.rejected) + ", batches="
				+ this.batches + ", bytes=" + this.bytes + ", elapsed=" + this.elapsed + ", correlation id "
				+ this.correlationId + "]";
	}

}
