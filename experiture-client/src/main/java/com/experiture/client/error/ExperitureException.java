package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * Base class of all exceptions that calls throw. The message names the cause, the remedy,
 * the workspace, the endpoint and both correlation ids. It never contains a secret, a
 * token or the content of a record.
 */
public abstract class ExperitureException extends RuntimeException {

	private final CallDetails call;

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param message what happened and what to do
	 * @param cause the underlying failure, if there is one
	 */
	protected ExperitureException(CallDetails call, String message, @Nullable Throwable cause) {
		super(message + call.place() + " [" + call + "]", cause);
		this.call = call;
	}

	/**
	 * Return the failed call: endpoint, correlation ids and attempts.
	 * @return the details of the failed call
	 */
	public final CallDetails call() {
		return this.call;
	}

	/**
	 * Return what is known about the effect of the call, over all its attempts. If an
	 * attempt may have taken effect, a later rejection such as a 400 does not change
	 * that.
	 * @return the effect
	 */
	public final Effect effect() {
		return this.call.effect();
	}

	/**
	 * Return whether the same call may succeed later without any change. Writes must be
	 * repeated with the same idempotency key unless {@link #effect()} is
	 * {@link Effect#NONE}.
	 * @return whether to try again later
	 */
	public boolean isTransient() {
		return false;
	}

}
