package com.experiture.client.http;

/**
 * Too many calls wait for their turn already.
 */
final class GateFull extends RuntimeException {

	GateFull(int maxWaiting) {
		super(maxWaiting + " calls of its class wait already", null, false, false);
	}

}
