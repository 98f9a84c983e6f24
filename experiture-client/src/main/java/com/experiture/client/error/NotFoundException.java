package com.experiture.client.error;

/**
 * The resource, or the object of the workspace, does not exist (404).
 */
public final class NotFoundException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 */
	public NotFoundException(CallDetails call, ApiError error) {
		super(call, error, "Not found");
	}

}
