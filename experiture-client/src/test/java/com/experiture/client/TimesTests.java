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
 * Tests for the bounds of all times that can be set.
 */
class TimesTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	static Stream<Arguments> settings() {
		return Stream.of(time("callTimeout", false, (value) -> ExperitureClient.builder().callTimeout(value)),
				time("attemptTimeout", false, (value) -> ExperitureClient.builder().attemptTimeout(value)),
				time("connectTimeout", false, (value) -> new ConnectionSettings(value, 1, 1, SECOND, SECOND, true)),
				time("acquireTimeout", false, (value) -> new ConnectionSettings(SECOND, 1, 1, value, SECOND, true)),
				time("maxIdleTime", false, (value) -> new ConnectionSettings(SECOND, 1, 1, SECOND, value, true)),
				time("initialBackoff", true, (value) -> new RetrySettings(1, value, SECOND)),
				time("maxBackoff", true, (value) -> new RetrySettings(1, SECOND, value)),
				time("period", false, (value) -> new RateLimit(1, value, 1)),
				time("timeout", false, (value) -> CallOptions.builder().timeout(value).build()),
				time("timeout", false, (value) -> PollOptions.builder().timeout(value)),
				time("shortestInterval", false,
						(value) -> PollOptions.builder().timeout(SECOND).intervals(value, value).build()),
				time("longestInterval", false,
						(value) -> PollOptions.builder().timeout(SECOND).intervals(Duration.ofNanos(1), value).build()),
				time("linger", true, (value) -> WriterOptions.builder().linger(value).build()),
				time("patience", true, (value) -> WriterOptions.builder().retryTimeout(value).build()),
				time("drainTimeout", true, (value) -> WriterOptions.builder().drainTimeout(value).build()),
				time("patience", true, (value) -> BulkOptions.builder().retryTimeout(value).build()),
				time("stallTimeout", false, (value) -> ImportOptions.builder("orders").stallTimeout(value)));
	}

	@ParameterizedTest
	@MethodSource("settings")
	void timeThatCannotBeCountedIsRefusedByName(String name, boolean mayBeZero, Consumer<Duration> setter) {
		for (Duration endless : new Duration[] { Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
				Duration.ofSeconds(Long.MAX_VALUE), Duration.ofMillis(Long.MAX_VALUE), Duration.ofNanos(Long.MAX_VALUE),
				Duration.ofDays(366), Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE) }) {
			assertThatIllegalArgumentException().isThrownBy(() -> setter.accept(endless)).withMessageContaining(name);
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

	private static Arguments time(String name, boolean mayBeZero, Consumer<Duration> setter) {
		return Arguments.of(name, mayBeZero, setter);
	}

}
