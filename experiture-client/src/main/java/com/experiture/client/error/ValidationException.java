package com.experiture.client.error;

/**
 * The API rejected the content of the request (400, 422). {@link ApiError#path()} names
 * the position of the offending value. With {@code experiture.records.validation=always},
 * the client itself rejects records that the schema of their object does not allow. In
 * this case, nothing was sent and {@link CallDetails#attempts()} is 0.
 */
public class ValidationException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 */
	public ValidationException(CallDetails call, ApiError error) {
		this(call, error, (call.attempts() > 0) ? "The API rejected the content of the request"
				: "Nothing was sent, because the schema of the object does not allow it");
	}

	ValidationException(CallDetails call, ApiError error, String meaning) {
		super(call, error, meaning);
	}

}
