package com.experiture.client.records;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;

/**
 * A bulk write was stopped: the source failed, a batch failed for good, or too many
 * records were rejected. Batches that were in flight were waited for, so the
 * {@link #report()} accounts for every record that was read.
 */
public final class BulkWriteException extends ExperitureException {

	private final transient BulkReport report;

	BulkWriteException(CallDetails call, BulkReport report, String reason, @Nullable Throwable cause) {
		super(call,
				"The bulk write to " + report.objectName() + " was stopped: " + reason + ". Of " + report.read()
						+ " records read, " + report.accepted() + " were accepted and " + report.rejected()
						+ " rejected; go on at position " + report.resumeAt(),
				cause);
		this.report = report;
	}

	/**
	 * Return what became of the records.
	 * @return the report
	 */
	public BulkReport report() {
		return this.report;
	}

}
