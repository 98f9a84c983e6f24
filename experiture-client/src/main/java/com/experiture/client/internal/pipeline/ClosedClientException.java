package com.experiture.client.internal.pipeline;

/**
 * What a closed client answers to calls. Callers know it as the documented
 * {@link IllegalStateException}; the type keeps it apart from those of the application.
 */
final class ClosedClientException extends IllegalStateException {

	ClosedClientException() {
		super("This ExperitureClient is closed and makes no calls any more; close it after its last call, "
				+ "as Spring does where the bean that calls depends on the client");
	}

}
