package com.experiture.client.internal.runtime;

/**
 * The failure of calls of a closed client. Documented as {@link IllegalStateException};
 * the type tells it from those that the application throws.
 */
public final class ClosedClientException extends IllegalStateException {

	/**
	 * Create a failure.
	 */
	public ClosedClientException() {
		super("This ExperitureClient is closed and makes no calls any more; close it after its last call, "
				+ "as Spring does where the bean that calls depends on the client");
	}

}
