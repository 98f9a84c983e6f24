package com.experiture.boot.autoconfigure.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import com.experiture.client.observation.CallsStatus;
import com.experiture.client.observation.ClientStatus;
import com.experiture.client.observation.QueueStatus;
import com.experiture.client.observation.TokenStatus;
import com.experiture.client.observation.TokenStatus.State;

/**
 * {@link HealthIndicator} for a workspace. It sends no request and reports the outcome of
 * the application's own calls. The status is down if the next call would fail because no
 * access token can be obtained. A transient failure counts for one minute only: otherwise
 * traffic that depends on the health could keep away the calls that would end it.
 */
class ExperitureHealthIndicator extends AbstractHealthIndicator {

	private static final Duration TRANSIENT_FAILURE_AGE = Duration.ofMinutes(1);

	private final ClientStatus client;

	ExperitureHealthIndicator(ClientStatus client) {
		super("Experiture health check failed");
		this.client = client;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		TokenStatus token = this.client.token();
		builder.status(status(token)).withDetail("token", details(token));
		CallsStatus calls = this.client.calls();
		if (calls.lastSuccess() != null) {
			builder.withDetail("lastSuccess", calls.lastSuccess());
		}
		if (calls.lastFailure() != null) {
			builder.withDetail("lastFailure", calls.lastFailure());
		}
		builder.withDetail("paused", paused());
		QueueStatus queue = this.client.queue();
		if (queue.capacity() > 0) {
			builder.withDetail("queue", queue);
		}
	}

	private static Status status(TokenStatus token) {
		TokenStatus.Failure failure = token.failure();
		if (failure == null || token.state() == State.VALID) {
			return Status.UP;
		}
		return (!failure.transientFailure() || failure.age().compareTo(TRANSIENT_FAILURE_AGE) < 0) ? Status.DOWN
				: Status.UNKNOWN;
	}

	private static Map<String, Object> details(TokenStatus token) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", token.state());
		if (token.expiresIn() != null) {
			details.put("expiresIn", token.expiresIn());
		}
		if (token.failure() != null) {
			details.put("failure", token.failure().reason());
			details.put("failedAgo", token.failure().age());
		}
		return details;
	}

	private Map<String, Duration> paused() {
		Map<String, Duration> paused = new LinkedHashMap<>();
		for (String name : this.client.endpointClasses()) {
			Duration pause = this.client.endpointClass(name).pausedFor();
			if (!pause.isZero()) {
				paused.put(name, pause);
			}
		}
		return paused;
	}

}
