package com.experiture.client.error;

/**
 * The API refused the idempotency key (400, 409, 422), most likely because it was used
 * for another request within the last 24 hours. Nothing of this request was written, and
 * it is not repeated under another key: what the key was used for before may be the same
 * records.
 */
public final class IdempotencyKeyReusedException extends ValidationException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 */
	public IdempotencyKeyReusedException(CallDetails call, ApiError error) {
		super(call, error, "The API refused the idempotency key, which was probably used for another request before;"
				+ " other content needs a key of its own, other records of a bulk write another run id");
	}

}
