package com.experiture.client.error;

import com.experiture.client.internal.text.NetworkProblem;

/**
 * The connection broke before a complete answer arrived, on the last attempt as well. A
 * write carried an idempotency key: sending it again with the same key has one effect.
 */
public final class ConnectionLostException extends TransportException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param cause the underlying failure
	 */
	public ConnectionLostException(CallDetails call, Throwable cause) {
		super(call, "The connection broke before a complete answer arrived (" + NetworkProblem.of(cause).reason() + ")",
				cause);
	}

}
