package com.experiture.client.http;

import java.time.Duration;

/**
 * How often and how fast failed attempts are repeated.
 *
 * @param maxAttempts how many attempts one logical call has, the first included; 1 never
 * retries
 * @param initialBackoff the longest wait before the second attempt; it doubles with every
 * further one
 * @param maxBackoff the longest wait before any attempt, unless the server asks for more
 */
public record RetrySettings(int maxAttempts, Duration initialBackoff, Duration maxBackoff) {

	/** Six attempts, as the API's documentation advises; waits from 0.5 up to 20 s. */
	public static final RetrySettings DEFAULT = new RetrySettings(6, Duration.ofMillis(500), Duration.ofSeconds(20));

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if there is no attempt, or a wait is negative
	 */
	public RetrySettings {
		if (maxAttempts < 1) {
			throw new IllegalArgumentException("maxAttempts must be at least 1");
		}
		if (initialBackoff.isNegative() || maxBackoff.isNegative()) {
			throw new IllegalArgumentException("A backoff must not be negative");
		}
	}

}
