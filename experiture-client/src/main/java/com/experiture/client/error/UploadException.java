package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A file could not be uploaded. The message names the host, but never the signed URL.
 */
public final class UploadException extends ExperitureException {

	private final int status;

	private final boolean transientFailure;

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param reason what went wrong, without the signed URL
	 * @param status the HTTP status of the storage, or 0 if there was no response
	 * @param transientFailure whether the upload may succeed with a new URL
	 * @param cause the underlying failure, if there is one
	 */
	public UploadException(CallDetails call, String reason, int status, boolean transientFailure,
			@Nullable Throwable cause) {
		super(call, "The file could not be uploaded: " + reason, cause);
		this.status = status;
		this.transientFailure = transientFailure;
	}

	/**
	 * Return the HTTP status of the storage's response.
	 * @return the status, or 0 if there was no response
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return whether the upload may succeed with a new URL: the signed URL may have
	 * expired, or the connection was lost.
	 * @return whether to try again
	 */
	@Override
	public boolean isTransient() {
		return this.transientFailure;
	}

}
