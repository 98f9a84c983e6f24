package com.experiture.client.internal.ratelimit;

/**
 * Too many calls wait for permits already.
 */
public final class LimiterQueueFull extends RuntimeException {

	LimiterQueueFull(int maxPendingCalls) {
		super(maxPendingCalls + " calls of its class wait already", null, false, false);
	}

}
