package com.experiture.client.http;

/**
 * The client was closed before it was the turn of the call.
 */
final class LimiterClosed extends RuntimeException {

	LimiterClosed() {
		super("its client is closed", null, false, false);
	}

}
