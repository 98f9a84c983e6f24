package com.experiture.client.internal.pipeline;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.experiture.client.settings.RetrySettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Backoff}.
 */
class BackoffTests {

	private static final RetrySettings SETTINGS = new RetrySettings(6, Duration.ofMillis(100), Duration.ofMillis(1000));

	@ParameterizedTest
	@CsvSource({ "1,1,100", "2,1,200", "3,1,400", "4,1,800", "5,1,1000", "60,1,1000", "3,0,0", "3,0.5,200" })
	void doublesUpToMaximumWithFullJitter(int attempt, double random, long millis) {
		assertThat(new Backoff(SETTINGS, () -> random).delay(attempt, null)).isEqualTo(Duration.ofMillis(millis));
	}

	@ParameterizedTest
	@CsvSource({ "0,2000", "1,2100" })
	void addsRetryAfter(double random, long millis) {
		assertThat(new Backoff(SETTINGS, () -> random).delay(1, Duration.ofSeconds(2)))
			.isEqualTo(Duration.ofMillis(millis));
	}

}
