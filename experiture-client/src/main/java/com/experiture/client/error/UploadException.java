package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A file could not be uploaded. The message names the host, never the signed address.
 */
public final class UploadException extends ExperitureException {

	private final int status;

	private final boolean repeatable;

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param reason what went wrong, without the signed address
	 * @param status the HTTP status of the storage, or 0 where it did not answer
	 * @param repeatable whether the upload may succeed with a fresh address
	 * @param cause the underlying failure, if there is one
	 */
	public UploadException(CallDetails call, String reason, int status, boolean repeatable, @Nullable Throwable cause) {
		super(call, "The file could not be uploaded: " + reason, cause);
		this.status = status;
		this.repeatable = repeatable;
	}

	/**
	 * Return what the storage answered.
	 * @return the HTTP status, or 0 where it did not answer
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return whether the upload may succeed with a fresh address: the old one may have
	 * expired, or the connection died.
	 * @return whether to try again
	 */
	public boolean isRepeatable() {
		return this.repeatable;
	}

	@Override
	public boolean isTransient() {
		return this.repeatable;
	}

}
