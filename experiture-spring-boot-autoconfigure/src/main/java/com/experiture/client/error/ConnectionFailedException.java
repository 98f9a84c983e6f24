package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * No connection came about, so nothing was sent: host unknown, port closed, TLS refused,
 * or no free connection in the pool.
 */
public final class ConnectionFailedException extends TransportException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param target the scheme, host and port
	 * @param cause the underlying failure
	 */
	public ConnectionFailedException(CallDetails call, String target, @Nullable Throwable cause) {
		super(call,
				"No connection to " + target + ((cause != null) ? " (" + cause.getClass().getSimpleName() + ")" : "")
						+ "; check experiture.base-url, the network and the proxy"
						+ ((call.effect() == Effect.NONE) ? ". Nothing was sent" : ""),
				cause);
	}

}
