package com.experiture.client.internal.ratelimit;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The permission to send one request now. It is given back with what the request met:
 * {@link CallRateLimiter#accepted}, {@link CallRateLimiter#throttled} or
 * {@link CallRateLimiter#released}. Only the first of these counts.
 */
public final class Permit {

	private final AdaptiveLimit pace;

	private final int pauses;

	private final long sentAt;

	private final boolean waited;

	private final long interval;

	private final AtomicBoolean open = new AtomicBoolean(true);

	Permit(AdaptiveLimit pace, int pauses, long sentAt, boolean waited, long interval) {
		this.pace = pace;
		this.pauses = pauses;
		this.sentAt = sentAt;
		this.waited = waited;
		this.interval = interval;
	}

	/**
	 * Return what paced the request. A reset begins another one, to which the response
	 * says nothing.
	 */
	AdaptiveLimit pace() {
		return this.pace;
	}

	/**
	 * Return how many pauses had begun before. Times can be equal, so they do not tell
	 * what was sent before a pause.
	 */
	int pauses() {
		return this.pauses;
	}

	/**
	 * Return when it was the turn of the request, in nanoseconds.
	 */
	long sentAt() {
		return this.sentAt;
	}

	/**
	 * Return whether the request had to wait for its turn.
	 */
	boolean waited() {
		return this.waited;
	}

	/**
	 * Return by how much the next turn was put off, in nanoseconds.
	 */
	long interval() {
		return this.interval;
	}

	/**
	 * Give the permit back.
	 * @return whether it was not given back yet
	 */
	boolean close() {
		return this.open.getAndSet(false);
	}

}
