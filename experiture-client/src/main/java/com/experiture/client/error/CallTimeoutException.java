package com.experiture.client.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The call took longer than allowed, including its waits and retries. A write can be sent
 * again with the same idempotency key without a second effect.
 */
public final class CallTimeoutException extends TransportException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param what which time limit was exceeded, and the property that sets it
	 * @param limit the time limit
	 * @param cause the failure of the last attempt, if there was one
	 */
	public CallTimeoutException(CallDetails call, String what, Duration limit, @Nullable Throwable cause) {
		super(call, "No response within " + limit.toMillis() + " ms (" + what + ")", cause);
	}

}
