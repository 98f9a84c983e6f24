package com.experiture.client.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The rate limit of one endpoint class. The API does not publish its limits, so by
 * default the client adapts its limit to the API's 429 responses. Requests are spaced
 * evenly, so 1,000 in a second, 100 in 100 ms and 10 in 10 ms are the same limit.
 *
 * @param permits the maximum number of requests in a period; {@code null} for the
 * adaptive limit only
 * @param period the length of the period
 * @param maxPendingCalls the maximum number of calls that wait for a permit; one more
 * fails at once
 */
public record RateLimit(@Nullable Integer permits, Duration period, int maxPendingCalls) {

	/** Only the adaptive limit; at most 10,000 calls wait. */
	public static final RateLimit DEFAULT = new RateLimit(null, Duration.ofSeconds(1), 10_000);

	/**
	 * The longest pause of an endpoint class, even if {@code Retry-After} asks for more.
	 * If it does, the client then probes with one request at a time.
	 */
	public static final Duration MAX_PAUSE = Duration.ofMinutes(5);

	/**
	 * Check the limit.
	 * @throws IllegalArgumentException if a value is not positive, or the period is
	 * longer than 365 days
	 */
	public RateLimit {
		if (permits != null && permits < 1) {
			throw new IllegalArgumentException("permits must be at least 1");
		}
		DurationLimits.positive("period", period);
		if (maxPendingCalls < 0) {
			throw new IllegalArgumentException("maxPendingCalls must not be negative");
		}
	}

}
