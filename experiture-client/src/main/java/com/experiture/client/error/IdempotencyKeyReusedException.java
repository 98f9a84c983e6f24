package com.experiture.client.error;

/**
 * The API rejected the idempotency key (400, 409, 422), most likely because it was used
 * for another request within the last 24 hours. This request wrote nothing. The client
 * does not repeat it with another key, because the earlier request may have written the
 * same records.
 */
public final class IdempotencyKeyReusedException extends ValidationException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 */
	public IdempotencyKeyReusedException(CallDetails call, ApiError error) {
		super(call, error, "The API rejected the idempotency key, which was probably used for another request before;"
				+ " use another key for other content, and another run id for other records of a bulk write");
	}

}
