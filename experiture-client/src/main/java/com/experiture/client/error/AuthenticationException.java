package com.experiture.client.error;

/**
 * The API rejected the access token and also a new one (401).
 */
public final class AuthenticationException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 */
	public AuthenticationException(CallDetails call, ApiError error) {
		super(call, error,
				"The API rejected the access token and also a new one; check that the client belongs to this workspace");
	}

}
