package com.experiture.client.error;

/**
 * Too many calls of the endpoint class wait for their turn already, so this one was not
 * accepted. Nothing was sent.
 */
public final class QueueFullException extends ExperitureException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param endpointClass the rate-limit class, such as {@code batch-write}
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
