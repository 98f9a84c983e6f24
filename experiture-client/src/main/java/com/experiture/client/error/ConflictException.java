package com.experiture.client.error;

/**
 * The call conflicts with the state of the resource (409). Conflicts that pass by
 * themselves, concurrent writes to one key, were retried before.
 */
public class ConflictException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 */
	public ConflictException(CallDetails call, ApiError error) {
		this(call, error, "Conflict with the current state");
	}

	ConflictException(CallDetails call, ApiError error, String meaning) {
		super(call, error, meaning);
	}

}
