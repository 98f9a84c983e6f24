package com.experiture.client.auth;

import org.jspecify.annotations.Nullable;

/**
 * No access token could be obtained. All calls that waited for the token receive the same
 * failure, so it does not refer to a call. Its message contains nothing confidential.
 */
public final class TokenFailure extends RuntimeException {

	private final @Nullable String oauthError;

	private final boolean transientFailure;

	/**
	 * Create a failure.
	 * @param reason what happened and what to do
	 * @param oauthError the OAuth2 error code, if there was one
	 * @param transientFailure whether the same request may succeed later
	 */
	public TokenFailure(String reason, @Nullable String oauthError, boolean transientFailure) {
		super(reason, null, false, false);
		this.oauthError = oauthError;
		this.transientFailure = transientFailure;
	}

	/**
	 * Return the OAuth2 error code.
	 * @return the code, such as {@code invalid_client}, or {@code null}
	 */
	public @Nullable String oauthError() {
		return this.oauthError;
	}

	/**
	 * Return whether the same request may succeed later.
	 * @return whether to try again
	 */
	public boolean isTransient() {
		return this.transientFailure;
	}

}
