package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * Base of everything that a call throws. The message names the cause, what to do, the
 * workspace, the endpoint and both correlation ids; it never contains a secret, a token
 * or the content of a record.
 */
public abstract class ExperitureException extends RuntimeException {

	private final CallDetails call;

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param message what happened and what to do
	 * @param cause the underlying failure, if there is one
	 */
	protected ExperitureException(CallDetails call, String message, @Nullable Throwable cause) {
		super(message + call.place() + " [" + call + "]", cause);
		this.call = call;
	}

	/**
	 * Return where the failure happened: endpoint, correlation ids and attempts.
	 * @return the details of the failed call
	 */
	public final CallDetails call() {
		return this.call;
	}

	/**
	 * Return what is known of the effect of the call, over all its attempts. A refusal
	 * such as a 400 does not hide that an attempt before it may have taken effect.
	 * @return the effect
	 */
	public final Effect effect() {
		return this.call.effect();
	}

	/**
	 * Return whether the same call may succeed if it is made again later, without any
	 * change. Writes must be repeated with the same idempotency key unless
	 * {@link #effect()} is {@link Effect#NONE}.
	 * @return whether to try again later
	 */
	public boolean isTransient() {
		return false;
	}

}
