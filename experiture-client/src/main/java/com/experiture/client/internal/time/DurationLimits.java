package com.experiture.client.internal.time;

import java.time.Duration;

/**
 * The bounds of the times that can be set. They are counted in nanoseconds, which have an
 * end, so a time that is meant to be endless is refused where it is set instead of
 * failing a call.
 */
public final class DurationLimits {

	/** The longest time that can be set. */
	public static final Duration LONGEST = Duration.ofDays(365);

	/** The longest time to connect: Netty counts it in milliseconds, as an int. */
	public static final Duration LONGEST_CONNECT_TIMEOUT = Duration.ofDays(1);

	private DurationLimits() {
	}

	/**
	 * Check a time that must be positive.
	 * @param name the name of the setting
	 * @param value the time
	 * @return the time
	 * @throws IllegalArgumentException if it is not positive, or longer than
	 * {@link #LONGEST}
	 */
	public static Duration positive(String name, Duration value) {
		return atMost(name, value, LONGEST, !value.isZero() && !value.isNegative(), "positive");
	}

	/**
	 * Check a time that can be zero.
	 * @param name the name of the setting
	 * @param value the time
	 * @return the time
	 * @throws IllegalArgumentException if it is negative, or longer than {@link #LONGEST}
	 */
	public static Duration notNegative(String name, Duration value) {
		return atMost(name, value, LONGEST, !value.isNegative(), "zero or positive");
	}

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
