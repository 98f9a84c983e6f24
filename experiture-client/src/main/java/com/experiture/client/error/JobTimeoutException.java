package com.experiture.client.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;

/**
 * A job did not complete within the timeout. It continues to run; use its id to wait for
 * it again. The attempts of the call are the reads of the job's state.
 */
public final class JobTimeoutException extends ExperitureException {

	private final String jobId;

	private final @Nullable String lastState;

	/**
	 * Create a new instance.
	 * @param call the reads of the state
	 * @param jobId the id of the job
	 * @param timeout the timeout
	 * @param lastState the state that was read last, or {@code null} if no read succeeded
	 * @param resume the method that waits for such a job
	 * @param lastFailure the failure of the last read, if it failed
	 */
	public JobTimeoutException(CallDetails call, String jobId, Duration timeout, @Nullable String lastState,
			String resume, @Nullable Throwable lastFailure) {
		super(call,
				ServerText.id(jobId) + " did not complete within " + timeout.toMillis()
						+ " ms; its last known state is "
						+ ((lastState != null) ? "'" + ServerText.code(lastState) + "'" : "not known")
						+ ". It continues to run; wait for it again with " + resume + " and the same id",
				lastFailure);
		this.jobId = jobId;
		this.lastState = lastState;
	}

	/**
	 * Return the id of the job, with which to wait for it again.
	 * @return the id; if a campaign is sent, that of the campaign
	 */
	public String jobId() {
		return this.jobId;
	}

	/**
	 * Return the state that was read last.
	 * @return the state as the API wrote it, or {@code null} if no read succeeded
	 */
	public @Nullable String lastState() {
		return this.lastState;
	}

	@Override
	public boolean isTransient() {
		return true;
	}

}
