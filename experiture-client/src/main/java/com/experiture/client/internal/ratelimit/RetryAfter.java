package com.experiture.client.internal.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Retry-After} header: seconds, or an HTTP date. A negative time is read
 * as zero; a value that cannot be read is ignored.
 */
public final class RetryAfter {

	/**
	 * The longest time that is returned, about a hundred years. It fits into nanoseconds.
	 */
	static final Duration LONGEST = Duration.ofDays(36_500);

	private final InstantSource clock;

	public RetryAfter(InstantSource clock) {
		this.clock = clock;
	}

	public @Nullable Duration parse(@Nullable String header) {
		if (header == null || header.isBlank()) {
			return null;
		}
		Duration wait = header.strip().matches("[+-]?\\d+") ? ofSeconds(header.strip()) : untilDate(header.strip());
		if (wait == null) {
			return null;
		}
		if (wait.isNegative()) {
			return Duration.ZERO;
		}
		return bounded(wait);
	}

	static Duration bounded(Duration wait) {
		return (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
	}

	private static Duration ofSeconds(String text) {
		try {
			return Duration.ofSeconds(Long.parseLong(text));
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return text.startsWith("-") ? Duration.ZERO : LONGEST;
		}
	}

	private @Nullable Duration untilDate(String text) {
		try {
			Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			return Duration.between(this.clock.instant(), date);
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
