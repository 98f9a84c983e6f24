package com.experiture.client.error;

/**
 * A call that sends messages failed after its request was sent, so it is unknown whether
 * it took effect. The client never repeats it. Read the status of the campaign before you
 * make the call again.
 */
public final class OutcomeUnknownException extends TransportException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param cause the underlying failure
	 */
	public OutcomeUnknownException(CallDetails call, Throwable cause) {
		super(call, "It is unknown whether the call took effect, and it was not repeated; read the status of the"
				+ " campaign (GET /campaigns/{id}/status) before trying again", cause);
	}

	@Override
	public boolean isTransient() {
		return false;
	}

}
