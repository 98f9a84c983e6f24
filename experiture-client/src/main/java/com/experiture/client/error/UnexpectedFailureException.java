package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A call failed with something that neither the API nor the network is known to cause:
 * for example a filter that the application added to the {@code WebClient} threw an
 * exception, or a response was broken in a way that the HTTP library does not expect. If
 * {@link #effect()} is {@link Effect#POSSIBLE}, the request had been sent before.
 */
public final class UnexpectedFailureException extends ExperitureException {

	private final String failureType;

	private final boolean transientFailure;

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param failure what was thrown; its message is not repeated, since it may quote
	 * what was sent or received
	 * @param transientFailure whether the same call may succeed later
	 * @param cause the failure, or what is left of it without its message
	 */
	public UnexpectedFailureException(CallDetails call, Throwable failure, boolean transientFailure,
			@Nullable Throwable cause) {
		super(call, "The call failed unexpectedly with " + failure.getClass().getName()
				+ "; check the filters and customizers that the application adds to the client", cause);
		this.failureType = failure.getClass().getSimpleName();
		this.transientFailure = transientFailure;
	}

	/**
	 * Return the type of what was thrown.
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
