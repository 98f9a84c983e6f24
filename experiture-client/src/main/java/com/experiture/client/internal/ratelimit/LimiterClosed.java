package com.experiture.client.internal.ratelimit;

/**
 * The client was closed before the call had a permit.
 */
public final class LimiterClosed extends RuntimeException {

	LimiterClosed() {
		super("its client is closed", null, false, false);
	}

}
