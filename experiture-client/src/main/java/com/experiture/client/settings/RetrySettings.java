package com.experiture.client.settings;

import java.time.Duration;

import com.experiture.client.internal.time.DurationLimits;

/**
 * How often and how fast failed attempts are repeated.
 *
 * @param maxAttempts how many attempts one logical call has, the first included; 1 never
 * retries
 * @param initialBackoff the longest wait before the second attempt; it doubles with every
 * further one
 * @param maxBackoff the longest wait before any attempt, unless the server asks for more
 * @param budget how many retries of all calls together may fail before calls end with
 * their first failure; every five calls that succeed at once give one back. Waiting for a
 * rate limit costs nothing
 */
public record RetrySettings(int maxAttempts, Duration initialBackoff, Duration maxBackoff, int budget) {

	/**
	 * Six attempts, as the API's documentation advises; waits from 0.5 up to 20 s; a
	 * budget of 100.
	 */
	public static final RetrySettings DEFAULT = new RetrySettings(6, Duration.ofMillis(500), Duration.ofSeconds(20),
			100);

	/**
	 * Create settings with the default budget.
	 * @param maxAttempts how many attempts one logical call has
	 * @param initialBackoff the longest wait before the second attempt
	 * @param maxBackoff the longest wait before any attempt
	 */
	public RetrySettings(int maxAttempts, Duration initialBackoff, Duration maxBackoff) {
		this(maxAttempts, initialBackoff, maxBackoff, DEFAULT.budget());
	}

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if there is no attempt, or a wait is negative or
	 * longer than 365 days, or the budget is negative or over 1,000,000
	 */
	public RetrySettings {
		if (maxAttempts < 1) {
			throw new IllegalArgumentException("maxAttempts must be at least 1");
		}
		DurationLimits.notNegative("initialBackoff", initialBackoff);
		DurationLimits.notNegative("maxBackoff", maxBackoff);
		if (budget < 0 || budget > 1_000_000) {
			throw new IllegalArgumentException("budget must be between 0 and 1,000,000");
		}
	}

}
