package com.experiture.client.http;

import java.time.Duration;
import java.time.Instant;

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
	@CsvSource({ "0, PT0S", "2, PT2S", "' 30 ', PT30S", "-5, PT0S", "99999999999999999999, PT24H", "86401, PT24H",
			"'Tue, 21 Apr 2026 15:30:07 GMT', PT7S", "'Tue, 21 Apr 2026 15:29:00 GMT', PT0S" })
	void readsSecondsAndDates(String header, Duration expected) {
		assertThat(this.retryAfter.parse(header)).isEqualTo(expected);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "soon", "1.5", "2026-04-21T15:30:00Z" })
	void treatsGarbageAsMissing(String header) {
		assertThat(this.retryAfter.parse(header)).isNull();
	}

}
