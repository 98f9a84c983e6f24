package com.experiture.client.http;

/**
 * Too many calls wait for their turn already.
 */
final class LimiterQueueFull extends RuntimeException {

	LimiterQueueFull(int maxWaiting) {
		super(maxWaiting + " calls of its class wait already", null, false, false);
	}

}
