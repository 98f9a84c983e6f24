package com.experiture.client.internal.runtime;

/**
 * The failure of calls of a closed client. Documented as {@link IllegalStateException};
 * the type distinguishes it from exceptions of the application.
 */
public final class ClosedClientException extends IllegalStateException {

	/**
	 * Create a failure.
	 */
	public ClosedClientException() {
		super("This ExperitureClient is closed and makes no calls any more; close it after its last call, "
				+ "as Spring does if the bean that makes the calls depends on the client");
	}

}
