package com.experiture.client.imports;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;

/**
 * An import failed. Its cause is the failure of the phase; there is none if the job
 * itself ended as {@code failed}.
 * <p>
 * Before {@link ImportPhase#START} nothing was imported and the created job is never
 * started, unless it was returned for a repeated idempotency key: then it can have been
 * started before. From {@link ImportPhase#START} on the job can continue without the
 * caller: wait for it by its id. The message names the case.
 */
public final class ImportFailedException extends ExperitureException {

	private final ImportPhase phase;

	private final @Nullable String jobId;

	private final @Nullable ImportReport report;

	/**
	 * Create the failure of a phase.
	 * @param call the failed call, with its effect
	 * @param message what failed, and what to do
	 * @param phase the phase that failed
	 * @param jobId the id of the job, or {@code null} if none was created
	 * @param cause the failure of the phase
	 */
	public ImportFailedException(CallDetails call, String message, ImportPhase phase, @Nullable String jobId,
			Throwable cause) {
		super(call, message, cause);
		this.phase = phase;
		this.jobId = jobId;
		this.report = null;
	}

	/**
	 * Create the failure of a job that ended as {@code failed}.
	 * @param call the call that read the job, with its effect
	 * @param message what failed, and what to do
	 * @param report the result of the job
	 */
	public ImportFailedException(CallDetails call, String message, ImportReport report) {
		super(call, message, null);
		this.phase = ImportPhase.AWAIT;
		this.jobId = report.jobId();
		this.report = report;
	}

	/**
	 * Return the phase that failed.
	 * @return the phase
	 */
	public ImportPhase phase() {
		return this.phase;
	}

	/**
	 * Return the job.
	 * @return its id, or {@code null} if none was created
	 */
	public @Nullable String jobId() {
		return this.jobId;
	}

	/**
	 * Return the result of the job.
	 * @return the report of a job that ended as {@code failed}, else {@code null}
	 */
	public @Nullable ImportReport report() {
		return this.report;
	}

	@Override
	public boolean isTransient() {
		return getCause() instanceof ExperitureException known && known.isTransient();
	}

}
