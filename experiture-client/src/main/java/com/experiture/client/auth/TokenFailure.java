package com.experiture.client.auth;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The token endpoint gave no token. One failure reaches all callers that waited for it,
 * so it knows nothing of a call; its text contains nothing confidential.
 */
public final class TokenFailure extends RuntimeException {

	private final @Nullable String oauthError;

	private final boolean transientFailure;

	private transient @Nullable Boolean paid;

	/**
	 * Create a failure.
	 * @param reason what happened and what to do
	 * @param oauthError the OAuth2 error code, if there was one
	 * @param transientFailure whether the same request may succeed a moment later
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
	 * Return whether the same request may succeed a moment later.
	 * @return whether to try again
	 */
	public boolean isTransient() {
		return this.transientFailure;
	}

	/**
	 * Pay once for the repetition of the token request, however many calls got this
	 * failure: together they repeat one request. The first call pays, the others share
	 * the result.
	 * @param withdraw takes the price of one repetition and returns whether there was
	 * enough; only called for the first call
	 * @return whether the calls may repeat the token request
	 */
	public synchronized boolean payOnce(BooleanSupplier withdraw) {
		Boolean result = this.paid;
		if (result == null) {
			result = withdraw.getAsBoolean();
			this.paid = result;
		}
		return result;
	}

}
