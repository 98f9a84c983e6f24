package com.experiture.client.error;

/**
 * The body is larger than the API accepts (413). Smaller batches may pass.
 */
public final class PayloadTooLargeException extends ValidationException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 */
	public PayloadTooLargeException(CallDetails call, ApiError error) {
		super(call, error, "The body is larger than the API accepts; send smaller batches");
	}

}
