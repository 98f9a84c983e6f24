package com.experiture.client.internal.ratelimit;

/**
 * The client was closed before it was the turn of the call.
 */
public final class LimiterClosed extends RuntimeException {

	LimiterClosed() {
		super("its client is closed", null, false, false);
	}

}
