package com.experiture.client;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.PollOptions;
import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.RetrySettings;
import com.experiture.client.writer.WriterOptions;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for the limits of all durations that can be set.
 */
class DurationLimitsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	static Stream<Arguments> settings() {
		return Stream.of(duration("callTimeout", false, (value) -> ExperitureClient.builder().callTimeout(value)),
				duration("attemptTimeout", false, (value) -> ExperitureClient.builder().attemptTimeout(value)),
				duration("connectTimeout", false, (value) -> new ConnectionSettings(value, 1, 1, SECOND, SECOND, true)),
				duration("acquireTimeout", false, (value) -> new ConnectionSettings(SECOND, 1, 1, value, SECOND, true)),
				duration("maxIdleTime", false, (value) -> new ConnectionSettings(SECOND, 1, 1, SECOND, value, true)),
				duration("initialBackoff", true, (value) -> new RetrySettings(1, value, SECOND)),
				duration("maxBackoff", true, (value) -> new RetrySettings(1, SECOND, value)),
				duration("period", false, (value) -> new RateLimit(1, value, 1)),
				duration("timeout", false, (value) -> CallOptions.builder().timeout(value).build()),
				duration("timeout", false, (value) -> PollOptions.builder().timeout(value)),
				duration("shortestInterval", false,
						(value) -> PollOptions.builder().timeout(SECOND).intervals(value, value).build()),
				duration("longestInterval", false,
						(value) -> PollOptions.builder().timeout(SECOND).intervals(Duration.ofNanos(1), value).build()),
				duration("linger", true, (value) -> WriterOptions.builder().linger(value).build()),
				duration("retryTimeout", true, (value) -> WriterOptions.builder().retryTimeout(value).build()),
				duration("drainTimeout", true, (value) -> WriterOptions.builder().drainTimeout(value).build()),
				duration("retryTimeout", true, (value) -> BulkOptions.builder().retryTimeout(value).build()),
				duration("stallTimeout", false, (value) -> ImportOptions.builder("orders").stallTimeout(value)));
	}

	@ParameterizedTest
	@MethodSource("settings")
	void rejectsDurationOutOfRangeByName(String name, boolean mayBeZero, Consumer<Duration> setter) {
		for (Duration invalid : new Duration[] { Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
				Duration.ofSeconds(Long.MAX_VALUE), Duration.ofMillis(Long.MAX_VALUE), Duration.ofNanos(Long.MAX_VALUE),
				Duration.ofDays(366), Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE) }) {
			assertThatIllegalArgumentException().isThrownBy(() -> setter.accept(invalid)).withMessageContaining(name);
		}
		assertThatNoException().isThrownBy(() -> setter.accept(Duration.ofDays(1)));
		if (mayBeZero) {
			assertThatNoException().isThrownBy(() -> setter.accept(Duration.ZERO));
		}
		else {
			assertThatIllegalArgumentException().isThrownBy(() -> setter.accept(Duration.ZERO))
				.withMessageContaining(name);
		}
	}

	private static Arguments duration(String name, boolean mayBeZero, Consumer<Duration> setter) {
		return Arguments.of(name, mayBeZero, setter);
	}

}
