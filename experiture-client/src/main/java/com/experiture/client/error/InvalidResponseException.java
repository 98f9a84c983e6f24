package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The response does not come from the API or cannot be read: it is not JSON, does not
 * have the documented envelope, exceeds the configured maximum size, or is a redirect.
 * Often a proxy responds in place of the API.
 */
public final class InvalidResponseException extends ExperitureException {

	private final int status;

	private final boolean transientFailure;

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param status the HTTP status
	 * @param reason what is wrong with the response
	 * @param cause the underlying failure, if there is one
	 */
	public InvalidResponseException(CallDetails call, int status, String reason, @Nullable Throwable cause) {
		this(call, status, reason, false, cause);
	}

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param status the HTTP status
	 * @param reason what is wrong with the response
	 * @param transientFailure whether the response was damaged in transit, so that the
	 * next one may be usable
	 * @param cause the underlying failure, if there is one
	 */
	public InvalidResponseException(CallDetails call, int status, String reason, boolean transientFailure,
			@Nullable Throwable cause) {
		super(call, "Unusable response with status " + status + ": " + reason, cause);
		this.status = status;
		this.transientFailure = transientFailure;
	}

	/**
	 * Return the HTTP status of the response.
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
