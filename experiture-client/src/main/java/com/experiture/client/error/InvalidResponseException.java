package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * An answer that is not the API's: no JSON, not the documented envelope, larger than the
 * configured bound, or a redirect. Often a proxy answers in the API's place.
 */
public final class InvalidResponseException extends ExperitureException {

	private final int status;

	private final boolean transientFailure;

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param status the HTTP status
	 * @param reason what is wrong with the answer
	 * @param cause the underlying failure, if there is one
	 */
	public InvalidResponseException(CallDetails call, int status, String reason, @Nullable Throwable cause) {
		this(call, status, reason, false, cause);
	}

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param status the HTTP status
	 * @param reason what is wrong with the response
	 * @param transientFailure whether the response was damaged on its way, so that
	 * another one may be usable
	 * @param cause the underlying failure, if there is one
	 */
	public InvalidResponseException(CallDetails call, int status, String reason, boolean transientFailure,
			@Nullable Throwable cause) {
		super(call, "Unusable answer with status " + status + ": " + reason, cause);
		this.status = status;
		this.transientFailure = transientFailure;
	}

	/**
	 * Return the HTTP status of the answer.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	@Override
	public boolean isTransient() {
		return this.transientFailure;
	}

}
