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

	private final BulkReport report;

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

	/**
	 * Return whether the rest may be written by another run. A run with a run id that
	 * goes on at {@link BulkReport#resumeAt()} writes nothing twice.
	 */
	@Override
	public boolean isTransient() {
		return getCause() instanceof ExperitureException known && known.isTransient();
	}

}
