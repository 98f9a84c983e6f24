package com.experiture.client.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;

/**
 * A job did not end in the time that was given to it. It goes on all the same, and can be
 * waited for again by its id. The attempts of the call are the reads of the state.
 */
public final class JobTimeoutException extends ExperitureException {

	private final String jobId;

	private final @Nullable String lastState;

	/**
	 * Create a new instance.
	 * @param call the reads of the state
	 * @param jobId the id of the job
	 * @param timeout the time that was given to it
	 * @param lastState the state that was read last, or {@code null} where it could not
	 * be read once
	 * @param resume the method that waits for such a job
	 * @param lastFailure the failure of the last read, if it failed
	 */
	public JobTimeoutException(CallDetails call, String jobId, Duration timeout, @Nullable String lastState,
			String resume, @Nullable Throwable lastFailure) {
		super(call,
				ServerText.id(jobId) + " did not end within " + timeout.toMillis() + " ms; its last known state is "
						+ ((lastState != null) ? "'" + ServerText.code(lastState) + "'" : "not known")
						+ ". It goes on all the same: wait for it again with " + resume + " and the same id",
				lastFailure);
		this.jobId = jobId;
		this.lastState = lastState;
	}

	/**
	 * Return the job.
	 * @return its id, to wait for it again; that of the campaign for a sending
	 */
	public String jobId() {
		return this.jobId;
	}

	/**
	 * Return the state that was read last.
	 * @return the state as the API wrote it, or {@code null} where it could not be read
	 * once
	 */
	public @Nullable String lastState() {
		return this.lastState;
	}

	@Override
	public boolean isTransient() {
		return true;
	}

}
