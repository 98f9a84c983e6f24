package com.experiture.client.error;

/**
 * The API refused the content of the request (400, 422). {@link ApiError#path()} names
 * the position of the offending value.
 */
public class ValidationException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 */
	public ValidationException(CallDetails call, ApiError error) {
		this(call, error, "The API refused the content of the request");
	}

	ValidationException(CallDetails call, ApiError error, String meaning) {
		super(call, error, meaning);
	}

}
