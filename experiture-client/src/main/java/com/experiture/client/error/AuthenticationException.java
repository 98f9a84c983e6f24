package com.experiture.client.error;

/**
 * The API accepted neither the token nor a fresh one (401).
 */
public final class AuthenticationException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 */
	public AuthenticationException(CallDetails call, ApiError error) {
		super(call, error,
				"The API rejected the access token, and a fresh one as well; check that the client belongs to this workspace");
	}

}
