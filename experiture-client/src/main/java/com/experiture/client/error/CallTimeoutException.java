package com.experiture.client.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The call took longer than allowed, its waits and retries included. A write carried an
 * idempotency key: sending it again with the same key has one effect.
 */
public final class CallTimeoutException extends TransportException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param what which time limit passed, and the property that sets it
	 * @param limit the time limit
	 * @param cause the failure of the last attempt, if there was one
	 */
	public CallTimeoutException(CallDetails call, String what, Duration limit, @Nullable Throwable cause) {
		super(call, "No answer within " + limit.toMillis() + " ms (" + what + ")", cause);
	}

}
