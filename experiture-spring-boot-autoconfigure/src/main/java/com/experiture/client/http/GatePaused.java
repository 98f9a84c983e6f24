package com.experiture.client.http;

import java.time.Duration;

/**
 * The gate stays shut until after the deadline of the call.
 */
final class GatePaused extends RuntimeException {

	private final transient Duration pause;

	GatePaused(Duration pause) {
		super("its class is paused for " + pause.toMillis() + " ms", null, false, false);
		this.pause = pause;
	}

	Duration pause() {
		return this.pause;
	}

}
