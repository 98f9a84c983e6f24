package com.experiture.client.error;

/**
 * A call that makes messages go out failed after it was sent, so nobody knows whether it
 * took effect. It is never repeated by this client. Read the campaign's status before
 * deciding.
 */
public final class OutcomeUnknownException extends TransportException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param cause what went wrong
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
