package com.experiture.client.error;

/**
 * The API refused the content of the request (400, 422). {@link ApiError#path()} names
 * the position of the offending value. With {@code experiture.records.validation=always}
 * the client can refuse records itself, by the schema of their object: then nothing was
 * sent, and {@link CallDetails#attempts()} is 0.
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

	static ValidationException bySchema(CallDetails call, ApiError error) {
		return new ValidationException(call, error,
				"Nothing was sent, since the schema of the object does not allow it");
	}

}
