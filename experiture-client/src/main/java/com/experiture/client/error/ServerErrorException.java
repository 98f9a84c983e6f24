package com.experiture.client.error;

/**
 * The API failed (5xx), and kept failing over all attempts.
 */
public final class ServerErrorException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 */
	public ServerErrorException(CallDetails call, ApiError error) {
		super(call, error, "The API failed");
	}

}
