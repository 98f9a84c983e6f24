package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * No access token could be obtained, so the request was not sent.
 */
public final class TokenException extends ExperitureException {

	private final @Nullable String oauthError;

	private final boolean transientFailure;

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param reason what happened and what to do
	 * @param oauthError the OAuth2 error code, if there was one
	 * @param transientFailure whether the token endpoint may grant a token later
	 * @param cause the underlying failure, if it contains nothing confidential
	 */
	public TokenException(CallDetails call, String reason, @Nullable String oauthError, boolean transientFailure,
			@Nullable Throwable cause) {
		super(call, (call.attempts() == 0) ? "No access token, nothing was sent: " + reason
				: "No access token for another attempt: " + reason, cause);
		this.oauthError = oauthError;
		this.transientFailure = transientFailure;
	}

	/**
	 * Return the error code of the token endpoint.
	 * @return the code, such as {@code invalid_client}, or {@code null}
	 */
	public @Nullable String oauthError() {
		return this.oauthError;
	}

	@Override
	public boolean isTransient() {
		return this.transientFailure;
	}

}
