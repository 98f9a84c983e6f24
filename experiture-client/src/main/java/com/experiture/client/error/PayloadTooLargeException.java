package com.experiture.client.error;

/**
 * The body is larger than the API accepts (413). The API may accept smaller batches.
 */
public final class PayloadTooLargeException extends ValidationException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 */
	public PayloadTooLargeException(CallDetails call, ApiError error) {
		super(call, error, "The body is larger than the API accepts; send smaller batches");
	}

}
