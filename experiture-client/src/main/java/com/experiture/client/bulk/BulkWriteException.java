package com.experiture.client.bulk;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;

/**
 * A bulk write was stopped because its source failed, a batch failed, or too many records
 * were rejected; or {@link BulkReport#throwIfRejected()} was called for a report with
 * rejected records. The batches in flight were completed before, so the {@link #report()}
 * accounts for every record that was read.
 */
public final class BulkWriteException extends ExperitureException {

	private final BulkReport report;

	/**
	 * Create a new instance.
	 * @param call the calls of the run as one
	 * @param message the message
	 * @param report the report
	 * @param cause the failure that stopped the run, or {@code null} if there is none
	 */
	public BulkWriteException(CallDetails call, String message, BulkReport report, @Nullable Throwable cause) {
		super(call, message, cause);
		this.report = report;
	}

	static BulkWriteException rejected(BulkReport report) {
		Effect effect = (report.accepted() > 0) ? Effect.DONE : Effect.NONE;
		CallDetails call = new CallDetails("records.bulk", "bulk write to " + report.objectName(),
				report.correlationId(), null, 0)
			.withEffect(effect);
		return new BulkWriteException(call,
				"The bulk write to " + report.objectName() + " is complete, but " + report.rejected() + " of "
						+ report.read() + " records were rejected, first " + report.rejections().get(0).description(),
				report, null);
	}

	/**
	 * Return the outcome of the records.
	 * @return the report
	 */
	public BulkReport report() {
		return this.report;
	}

	/**
	 * Return whether another run can write the remaining records. A run with a run id
	 * that resumes at {@link BulkReport#resumeAt()} writes nothing twice.
	 */
	@Override
	public boolean isTransient() {
		return getCause() instanceof ExperitureException known && known.isTransient();
	}

}
