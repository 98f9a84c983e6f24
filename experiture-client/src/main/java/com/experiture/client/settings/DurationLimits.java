package com.experiture.client.settings;

import java.time.Duration;

/**
 * The limits of durations that can be set. Durations are counted in nanoseconds, which
 * can overflow, so a duration that is meant to be endless is rejected where it is set
 * instead of failing a call.
 */
public final class DurationLimits {

	/** The longest duration that can be set. */
	public static final Duration LONGEST = Duration.ofDays(365);

	/** The longest connect timeout: Netty counts it in milliseconds, as an int. */
	public static final Duration LONGEST_CONNECT_TIMEOUT = Duration.ofDays(1);

	private DurationLimits() {
	}

	/**
	 * Check a duration that must be positive.
	 * @param name the name of the setting
	 * @param value the duration
	 * @return the duration
	 * @throws IllegalArgumentException if it is not positive, or longer than
	 * {@link #LONGEST}
	 */
	public static Duration positive(String name, Duration value) {
		return atMost(name, value, LONGEST, !value.isZero() && !value.isNegative(), "positive");
	}

	/**
	 * Check a duration that can be zero.
	 * @param name the name of the setting
	 * @param value the duration
	 * @return the duration
	 * @throws IllegalArgumentException if it is negative, or longer than {@link #LONGEST}
	 */
	public static Duration notNegative(String name, Duration value) {
		return atMost(name, value, LONGEST, !value.isNegative(), "zero or positive");
	}

	/**
	 * Check a timeout for connecting.
	 * @param name the name of the setting
	 * @param value the timeout
	 * @return the timeout
	 * @throws IllegalArgumentException if it is shorter than 1 millisecond, or longer
	 * than {@link #LONGEST_CONNECT_TIMEOUT}
	 */
	public static Duration connectTimeout(String name, Duration value) {
		return atMost(name, value, LONGEST_CONNECT_TIMEOUT, value.compareTo(Duration.ofMillis(1)) >= 0,
				"at least 1 millisecond");
	}

	private static Duration atMost(String name, Duration value, Duration most, boolean holds, String rule) {
		if (!holds || value.compareTo(most) > 0) {
			throw new IllegalArgumentException(
					name + " must be " + rule + " and at most " + most.toDays() + " days, but is " + value);
		}
		return value;
	}

}
