package com.experiture.client.error;

/**
 * The call conflicts with the state of the resource (409). Transient conflicts, which are
 * concurrent writes with the same key, were retried before.
 */
public class ConflictException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 */
	public ConflictException(CallDetails call, ApiError error) {
		this(call, error, "Conflict with the current state");
	}

	ConflictException(CallDetails call, ApiError error, String meaning) {
		super(call, error, meaning);
	}

}
