package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.NetworkProblem;

/**
 * No connection could be established, so nothing was sent: the host is unknown, the port
 * is closed, the TLS handshake failed, or the pool had no free connection.
 */
public final class ConnectionFailedException extends TransportException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param target the scheme, host and port of the server
	 * @param cause the underlying failure
	 */
	public ConnectionFailedException(CallDetails call, String target, @Nullable Throwable cause) {
		super(call, message(target, cause) + ((call.effect() == Effect.NONE) ? ". Nothing was sent" : ""), cause);
	}

	private static String message(String target, @Nullable Throwable cause) {
		if (cause == null) {
			return "No connection to " + target + "; check experiture.base-url, the network and the proxy";
		}
		NetworkProblem problem = NetworkProblem.of(cause);
		return "No connection to " + target + " (" + problem.reason() + "); check experiture.base-url, "
				+ problem.remedy();
	}

}
