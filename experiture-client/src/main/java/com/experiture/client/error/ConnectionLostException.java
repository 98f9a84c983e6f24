package com.experiture.client.error;

import com.experiture.client.internal.text.NetworkProblem;

/**
 * The connection was lost before the response was complete, in the last attempt as well.
 * A write can be sent again with the same idempotency key without a second effect.
 */
public final class ConnectionLostException extends TransportException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param cause the underlying failure
	 */
	public ConnectionLostException(CallDetails call, Throwable cause) {
		super(call,
				"The connection was lost before the response was complete (" + NetworkProblem.of(cause).reason() + ")",
				cause);
	}

}
