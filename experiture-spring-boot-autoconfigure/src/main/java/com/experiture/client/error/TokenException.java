package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The token endpoint gave no access token, so the call was not sent.
 */
public final class TokenException extends ExperitureException {

	private final @Nullable String oauthError;

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param reason what happened and what to do
	 * @param oauthError the OAuth2 error code, if there was one
	 * @param cause the underlying failure, if it carries nothing confidential
	 */
	public TokenException(CallDetails call, String reason, @Nullable String oauthError, @Nullable Throwable cause) {
		super(call, "No access token, nothing was sent: " + reason, cause);
		this.oauthError = oauthError;
	}

	/**
	 * Return the error code of the token endpoint.
	 * @return the code, such as {@code invalid_client}, or {@code null}
	 */
	public @Nullable String oauthError() {
		return this.oauthError;
	}

}
