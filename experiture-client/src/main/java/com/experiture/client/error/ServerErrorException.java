package com.experiture.client.error;

/**
 * The API responded with a server error (5xx) to all attempts.
 */
public final class ServerErrorException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 */
	public ServerErrorException(CallDetails call, ApiError error) {
		super(call, error, "The API responded with a server error");
	}

}
