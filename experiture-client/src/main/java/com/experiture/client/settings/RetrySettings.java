package com.experiture.client.settings;

import java.time.Duration;

/**
 * How often and how fast failed attempts are retried.
 *
 * @param maxAttempts the maximum number of attempts of a call, including the first; 1 to
 * disable retries
 * @param initialBackoff the maximum wait before the second attempt, which doubles with
 * each further attempt
 * @param maxBackoff the maximum wait before any attempt, unless the server asks for more
 * @param budget how many retries of all calls together can fail before calls end with
 * their first failure; every five calls that succeed at the first attempt give one back.
 * Waits for a rate limit do not count
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
	 * @param maxAttempts the maximum number of attempts of a call
	 * @param initialBackoff the maximum wait before the second attempt
	 * @param maxBackoff the maximum wait before any attempt
	 */
	public RetrySettings(int maxAttempts, Duration initialBackoff, Duration maxBackoff) {
		this(maxAttempts, initialBackoff, maxBackoff, DEFAULT.budget());
	}

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if the number of attempts is less than 1, a wait
	 * is negative or longer than 365 days, or the budget is negative or over 1,000,000
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
