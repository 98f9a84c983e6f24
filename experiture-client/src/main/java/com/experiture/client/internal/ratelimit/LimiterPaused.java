package com.experiture.client.internal.ratelimit;

import java.time.Duration;

/**
 * The class is paused until after the deadline of the call.
 */
public final class LimiterPaused extends RuntimeException {

	private final transient Duration pause;

	LimiterPaused(Duration pause) {
		super("its class is paused for " + pause.toSeconds() + " s", null, false, false);
		this.pause = pause;
	}

	/**
	 * Return the rest of the pause that the API asked for, which can be longer than
	 * {@link CallRateLimiter#MAX_PAUSE}.
	 */
	public Duration pause() {
		return this.pause;
	}

}
