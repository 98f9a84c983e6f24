package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A call failed for a reason that is not known of the API or the network. For example, a
 * filter that the application added to the {@code WebClient} threw an exception, or the
 * HTTP library did not expect the form of a response. If {@link #effect()} is
 * {@link Effect#POSSIBLE}, the request had been sent before.
 */
public final class UnexpectedFailureException extends ExperitureException {

	private final String failureType;

	private final boolean transientFailure;

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param failure the thrown exception; its message is not repeated, because it can
	 * quote the request or the response
	 * @param transientFailure whether the same call may succeed later
	 * @param cause the failure, or a copy of it without its message
	 */
	public UnexpectedFailureException(CallDetails call, Throwable failure, boolean transientFailure,
			@Nullable Throwable cause) {
		super(call, "The call failed unexpectedly with " + failure.getClass().getName()
				+ "; check the filters and customizers that the application adds to the client", cause);
		this.failureType = failure.getClass().getSimpleName();
		this.transientFailure = transientFailure;
	}

	/**
	 * Return the type of the thrown exception.
	 * @return its simple class name
	 */
	public String failureType() {
		return this.failureType;
	}

	@Override
	public boolean isTransient() {
		return this.transientFailure;
	}

}
