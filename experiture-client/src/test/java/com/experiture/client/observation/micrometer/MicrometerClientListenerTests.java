package com.experiture.client.observation.micrometer;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.observation.TokenOutcome;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.RetrySettings;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MicrometerClientListener}.
 */
class MicrometerClientListenerTests {

	private static final Map<String, String> RECORD = Map.of("email", "jane@example.com");

	@RegisterExtension
	static final WireMockExtension api = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MicrometerClientListener listener = new MicrometerClientListener(this.registry, "eu");

	@AfterEach
	void closeRegistry() {
		this.registry.close();
	}

	@Test
	void recordsCallsOfClient() {
		api.stubFor(any(anyUrl()).willReturn(okJson("{\"success\":true,\"data\":{\"accepted\":true}}")));
		try (ExperitureClient client = client(this.listener)) {
			client.profiles().upsert(RECORD);
			client.profiles().upsert(RECORD);
			api.stubFor(any(anyUrl())
				.willReturn(jsonResponse("{\"success\":false,\"error\":{\"code\":\"CDP_ETL.AUTH.FORBIDDEN\"}}", 403)));
			assertThatExceptionOfType(ForbiddenException.class).isThrownBy(() -> client.profiles().upsert(RECORD));
		}
		assertThat(this.registry.get("experiture.client.attempts")
			.tags("workspace", "eu", "endpoint", "profiles.upsert", "class", "single-write", "outcome", "success",
					"status", "2xx", "error.code", "none", "error", "none")
			.timer()
			.count()).isEqualTo(2);
		assertThat(this.registry.get("experiture.client.attempts")
			.tags("outcome", "error", "status", "403", "error.code", "CDP_ETL.AUTH.FORBIDDEN", "error",
					"ForbiddenException")
			.timer()
			.count()).isEqualTo(1);
		assertThat(records("accepted")).isEqualTo(2);
		assertThat(records("failed")).isEqualTo(1);
		assertThat(records("rejected")).isZero();
	}

	@Test
	void removesGaugesOnClose() {
		ExperitureClient client = client(this.listener);
		assertThat(gauge("experiture.client.ratelimit.limit", "class", "batch-write")).isEqualTo(7);
		assertThat(gauge("experiture.client.ratelimit.permits", "class", "batch-write")).isOne();
		assertThat(gauge("experiture.client.ratelimit.pending", "class", "batch-write")).isZero();
		assertThat(gauge("experiture.client.ratelimit.pause.remaining", "class", "batch-write")).isZero();
		assertThat(gauge("experiture.client.ratelimit.limit", "class", "read")).isNaN();
		assertThat(gauge("experiture.client.ratelimit.permits", "class", "read")).isNaN();
		assertThat(gauge("experiture.client.retry.budget", "workspace", "eu")).isEqualTo(100);
		assertThat(gauge("experiture.client.token.age", "workspace", "eu")).isNaN();
		assertThat(gauge("experiture.client.token.expiry", "workspace", "eu")).isNaN();
		assertThat(gauge("experiture.client.queue.depth", "workspace", "eu")).isZero();
		assertThat(gauge("experiture.client.queue.age", "workspace", "eu")).isZero();
		client.close();
		assertThat(this.registry.getMeters()).extracting(Meter::getId)
			.extracting(Meter.Id::getType)
			.doesNotContain(Meter.Type.GAUGE);
		try (ExperitureClient next = client(new MicrometerClientListener(this.registry, "eu"))) {
			assertThat(gauge("experiture.client.retry.budget", "workspace", next.workspace())).isEqualTo(100);
		}
	}

	@Test
	void recordsEachEvent() {
		this.listener.retryScheduled("records.append", CallOutcome.of(new IllegalStateException()), 2_000_000_000L);
		this.listener.permitWaitEnded("read", true, 1_000_000_000L);
		this.listener.permitWaitEnded("read", true, 1_000_000_000L);
		this.listener.permitWaitEnded("read", false, 3_000_000_000L);
		this.listener.paused("read", 5_000_000_000L);
		this.listener.tokenRequested(TokenOutcome.GRANTED, 1_000_000L);
		this.listener.tokenRequested(TokenOutcome.REJECTED, 1_000_000L);
		this.listener.recordsProcessed(RecordOutcome.HANDED_BACK, 12);
		this.listener.batchFlushed(FlushReason.BYTES, 4000, 9_900_000, 0.99);
		this.listener.uploaded(1024);
		this.listener.importStateChanged("running");
		assertThat(seconds("experiture.client.retries", "error", "IllegalStateException")).isEqualTo(2);
		assertThat(seconds("experiture.client.ratelimit.waits", "outcome", "acquired")).isEqualTo(2);
		assertThat(seconds("experiture.client.ratelimit.waits", "outcome", "abandoned")).isEqualTo(3);
		assertThat(seconds("experiture.client.ratelimit.pauses", "class", "read")).isEqualTo(5);
		assertThat(this.registry.get("experiture.client.token.requests").tags("outcome", "granted").timer().count())
			.isEqualTo(1);
		assertThat(this.registry.get("experiture.client.token.requests").tags("outcome", "rejected").timer().count())
			.isEqualTo(1);
		assertThat(records("handed-back")).isEqualTo(12);
		assertThat(summary("experiture.client.batch.records")).isEqualTo(4000);
		assertThat(summary("experiture.client.batch.size")).isEqualTo(9_900_000);
		assertThat(summary("experiture.client.batch.fill")).isEqualTo(0.99);
		assertThat(this.registry.get("experiture.client.import.uploaded").counter().count()).isEqualTo(1024);
		assertThat(this.registry.get("experiture.client.import.states").tags("state", "running").counter().count())
			.isEqualTo(1);
	}

	private double records(String outcome) {
		return this.registry.get("experiture.client.records").tags("outcome", outcome).counter().count();
	}

	private double gauge(String name, String key, String value) {
		return this.registry.get(name).tags("workspace", "eu", key, value).gauge().value();
	}

	private double seconds(String name, String key, String value) {
		return this.registry.get(name).tags("workspace", "eu", key, value).timer().totalTime(TimeUnit.SECONDS);
	}

	private double summary(String name) {
		return this.registry.get(name).tags("workspace", "eu", "reason", "bytes").summary().totalAmount();
	}

	private static ExperitureClient client(MicrometerClientListener listener) {
		return ExperitureClient.builder()
			.workspace("eu")
			.baseUrl(URI.create(api.baseUrl()))
			.tokenProvider(new Token())
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
			.rateLimit(EndpointClass.BATCH_WRITE, new RateLimit(7, Duration.ofSeconds(1), 10))
			.listener(listener)
			.build();
	}

	private static final class Token implements TokenProvider {

		@Override
		public Mono<AccessToken> token() {
			return Mono.just(new AccessToken("token"));
		}

		@Override
		public void reject(AccessToken token) {
		}

	}

}
