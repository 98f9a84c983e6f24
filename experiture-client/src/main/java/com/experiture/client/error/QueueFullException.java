package com.experiture.client.error;

/**
 * The maximum number of calls of the endpoint class already waits for a permit of the
 * rate limiter, so this call was rejected. Nothing was sent.
 */
public final class QueueFullException extends ExperitureException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param endpointClass the endpoint class, such as {@code batch-write}
	 * @param reason how many calls wait
	 */
	public QueueFullException(CallDetails call, String endpointClass, String reason) {
		super(call, "Nothing was sent: " + reason + "; slow down, or raise experiture.rate-limit." + endpointClass
				+ ".max-pending-calls", null);
	}

	@Override
	public boolean isTransient() {
		return true;
	}

}
