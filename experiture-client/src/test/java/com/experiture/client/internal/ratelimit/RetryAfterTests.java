package com.experiture.client.internal.ratelimit;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryAfter}.
 */
class RetryAfterTests {

	private final RetryAfter retryAfter = new RetryAfter(() -> Instant.parse("2026-04-21T15:30:00Z"));

	@ParameterizedTest
	@CsvSource({ "0, PT0S", "2, PT2S", "' 30 ', PT30S", "-5, PT0S", "99999999999999999999, P36500D", "86401, PT24H1S",
			"-99999999999999999999, PT0S", "3153600001, P36500D", "+7, PT7S", "'Tue, 21 Apr 2026 15:30:07 GMT', PT7S",
			"'Tue, 21 Apr 2026 15:29:00 GMT', PT0S", "'Fri, 31 Dec 9999 23:59:59 GMT', P36500D" })
	void readsSecondsAndDates(String header, Duration expected) {
		assertThat(this.retryAfter.parse(header)).isEqualTo(expected);
	}

	@Test
	void readsDigitsOfAnyNumber() {
		assertThat(this.retryAfter.parse("9".repeat(1_000_000))).isEqualTo(RetryAfter.LONGEST);
		assertThat(this.retryAfter.parse("-" + "9".repeat(1_000_000))).isZero();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "soon", "1.5", "1, 2", "1;2", "0x10", "1e9", "NaN", "\u0661",
			"Mon, 99 Foo 2026 00:00:00 GMT", "2026-04-21T15:30:00Z" })
	void ignoresUnreadableValue(String header) {
		assertThat(this.retryAfter.parse(header)).isNull();
	}

}
