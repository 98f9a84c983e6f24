package com.experiture.client.bulk;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;

/**
 * A bulk write was stopped: the source failed, a batch failed for good, or too many
 * records were rejected; or its report was asked to
 * {@linkplain BulkReport#throwIfRejected() fail for rejections}. Batches that were in
 * flight were waited for, so the {@link #report()} accounts for every record that was
 * read.
 */
public final class BulkWriteException extends ExperitureException {

	private final BulkReport report;

	private BulkWriteException(CallDetails call, String message, BulkReport report, @Nullable Throwable cause) {
		super(call, message, cause);
		this.report = report;
	}

	public static BulkWriteException stopped(CallDetails call, BulkReport report, String reason,
			@Nullable Throwable cause) {
		return new BulkWriteException(call,
				"The bulk write to " + report.objectName() + " was stopped: " + reason + ". Of " + report.read()
						+ " records read, " + report.accepted() + " were accepted and " + report.rejected()
						+ " rejected; go on at position " + report.resumeAt(),
				report, cause);
	}

	static BulkWriteException rejected(BulkReport report) {
		Effect effect = (report.accepted() > 0) ? Effect.DONE : Effect.NONE;
		CallDetails call = new CallDetails("records.bulk", "bulk write to " + report.objectName(),
				report.correlationId(), null, 0)
			.withEffect(effect);
		return new BulkWriteException(call,
				"The bulk write to " + report.objectName() + " is complete, but " + report.rejected() + " of "
						+ report.read() + " records were rejected, " + RejectedRecords.summary(report.rejections()),
				report, null);
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
