package com.experiture.client.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.time.DurationLimits;

/**
 * The limit of one endpoint class on this client's side. The API publishes no numbers, so
 * there is no limit by default: the client learns it from the API's 429 responses.
 * Requests are spaced evenly, so 1,000 in a second, 100 in 100 ms and 10 in 10 ms are the
 * same limit.
 *
 * @param permits how many requests may be sent in a period; {@code null} for no limit but
 * the learned one
 * @param period the length of the period
 * @param maxWaiting how many calls may wait for their turn; one more fails at once
 */
public record RateLimit(@Nullable Integer permits, Duration period, int maxWaiting) {

	/** No limit but the learned one; 10,000 calls may wait. */
	public static final RateLimit DEFAULT = new RateLimit(null, Duration.ofSeconds(1), 10_000);

	/**
	 * The longest pause of an endpoint class, whatever {@code Retry-After} says. After
	 * it, one request at a time probes whether a longer one still holds.
	 */
	public static final Duration MAX_PAUSE = Duration.ofMinutes(5);

	/** Stands for "no limit": more than any client can send. */
	public static final int UNLIMITED = 1_000_000;

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
		if (maxWaiting < 0) {
			throw new IllegalArgumentException("maxWaiting must not be negative");
		}
	}

	public int ceiling() {
		return (this.permits != null) ? this.permits : UNLIMITED;
	}

	/**
	 * Return how many requests may be sent in a second, infinite without a limit.
	 */
	public double perSecond() {
		return (this.permits != null) ? this.permits / periodSeconds() : Double.POSITIVE_INFINITY;
	}

	public double periodSeconds() {
		return this.period.getSeconds() + this.period.getNano() / 1e9;
	}

}
