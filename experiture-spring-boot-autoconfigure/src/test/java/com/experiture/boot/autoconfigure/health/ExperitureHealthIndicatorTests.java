package com.experiture.boot.autoconfigure.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import com.experiture.client.observation.CallsStatus;
import com.experiture.client.observation.ClientStatus;
import com.experiture.client.observation.EndpointClassStatus;
import com.experiture.client.observation.QueueStatus;
import com.experiture.client.observation.TokenStatus;
import com.experiture.client.observation.TokenStatus.State;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExperitureHealthIndicator}.
 */
class ExperitureHealthIndicatorTests {

	private TokenStatus token = TokenStatus.UNKNOWN;

	private CallsStatus calls = new CallsStatus(null, null, List.of());

	private Duration pause = Duration.ZERO;

	private QueueStatus queue = QueueStatus.NONE;

	@ParameterizedTest
	@CsvSource({ "UNKNOWN, , , UP", "NONE, , , UP", "VALID, , , UP", "EXPIRED, , , UP",
			// The token can still be used
			"VALID, false, 1, UP", "VALID, true, 1, UP",
			// The next call would fail
			"NONE, false, 1, DOWN", "NONE, false, 100000, DOWN", "EXPIRED, false, 1, DOWN", "NONE, true, 59, DOWN",
			"EXPIRED, true, 59, DOWN",
			// No attempt since
			"NONE, true, 61, UNKNOWN", "EXPIRED, true, 61, UNKNOWN" })
	void isDownOnlyIfNextCallWouldFail(State state, Boolean passing, Integer seconds, String expected) {
		this.token = new TokenStatus(state, null, null, (passing != null)
				? new TokenStatus.Failure("the token endpoint answered 401", passing, Duration.ofSeconds(seconds))
				: null);
		assertThat(health().getStatus()).isEqualTo(new Status(expected));
	}

	@Test
	void showsApiFailuresAndPausesAsDetailsOnly() {
		CallsStatus.Failure failure = new CallsStatus.Failure(Instant.EPOCH, "records.append", "503", "none",
				"ServerErrorException", "id");
		this.calls = new CallsStatus(Instant.EPOCH, failure, List.of());
		this.pause = Duration.ofSeconds(30);
		this.queue = new QueueStatus(5, 100, Duration.ofSeconds(2));
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails()).containsOnlyKeys("token", "lastSuccess", "lastFailure", "paused", "queue")
			.containsEntry("lastSuccess", Instant.EPOCH)
			.containsEntry("lastFailure", failure)
			.containsEntry("paused", Map.of("read", Duration.ofSeconds(30)))
			.containsEntry("queue", this.queue);
	}

	private Health health() {
		return new ExperitureHealthIndicator(new Client()).health();
	}

	private final class Client implements ClientStatus {

		@Override
		public TokenStatus token() {
			return ExperitureHealthIndicatorTests.this.token;
		}

		@Override
		public List<String> endpointClasses() {
			return List.of("read");
		}

		@Override
		public EndpointClassStatus endpointClass(String name) {
			return new EndpointClassStatus(null, null, Duration.ofSeconds(1), 0,
					ExperitureHealthIndicatorTests.this.pause);
		}

		@Override
		public int retriesLeft() {
			return 100;
		}

		@Override
		public CallsStatus calls() {
			return ExperitureHealthIndicatorTests.this.calls;
		}

		@Override
		public QueueStatus queue() {
			return ExperitureHealthIndicatorTests.this.queue;
		}

	}

}
