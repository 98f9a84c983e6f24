package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.NetworkProblem;

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
		super(call, text(target, cause) + ((call.effect() == Effect.NONE) ? ". Nothing was sent" : ""), cause);
	}

	private static String text(String target, @Nullable Throwable cause) {
		if (cause == null) {
			return "No connection to " + target + "; check experiture.base-url, the network and the proxy";
		}
		NetworkProblem problem = NetworkProblem.of(cause);
		return "No connection to " + target + " (" + problem.reason() + "); check experiture.base-url, "
				+ problem.remedy();
	}

}
