package com.experiture.client.internal.ratelimit;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The permission to send one request now. It is returned with the result of the request:
 * {@link CallRateLimiter#accepted}, {@link CallRateLimiter#throttled} or
 * {@link CallRateLimiter#released}. Only the first of these calls has an effect.
 */
public final class Permit {

	private final AdaptiveLimit limit;

	private final int pauses;

	private final long sentAt;

	private final boolean waited;

	private final long interval;

	private final AtomicBoolean open = new AtomicBoolean(true);

	Permit(AdaptiveLimit limit, int pauses, long sentAt, boolean waited, long interval) {
		this.limit = limit;
		this.pauses = pauses;
		this.sentAt = sentAt;
		this.waited = waited;
		this.interval = interval;
	}

	/**
	 * Return the limit that granted the permit. A reset starts another one, for which the
	 * response has no meaning.
	 */
	AdaptiveLimit limit() {
		return this.limit;
	}

	/**
	 * Return how many pauses had started before. Times can be equal, so they do not show
	 * which requests were sent before a pause.
	 */
	int pauses() {
		return this.pauses;
	}

	/**
	 * Return when the permit was granted, in nanoseconds.
	 */
	long sentAt() {
		return this.sentAt;
	}

	/**
	 * Return whether the request had to wait for the permit.
	 */
	boolean waited() {
		return this.waited;
	}

	/**
	 * Return by how much the next permit was delayed, in nanoseconds.
	 */
	long interval() {
		return this.interval;
	}

	/**
	 * Return the permit to the rate limiter.
	 * @return whether it was not returned before
	 */
	boolean close() {
		return this.open.getAndSet(false);
	}

}
