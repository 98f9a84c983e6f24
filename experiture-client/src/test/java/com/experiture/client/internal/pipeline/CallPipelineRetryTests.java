package com.experiture.client.internal.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.ConflictException;
import com.experiture.client.error.ConnectionFailedException;
import com.experiture.client.error.ConnectionLostException;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.ServerErrorException;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.Registries;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for retries of a {@link CallPipeline}.
 */
class CallPipelineRetryTests extends CallPipelineFixture {

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504 })
	void retriesServerErrorsWithSameKeyAndCorrelationId(int status) {
		this.api = (number) -> (number < 3) ? response(status, "") : ok();
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.value).isNotNull();
		assertThat(this.sent).hasSize(3);
		assertThat(this.sent).extracting((headers) -> headers.getFirst("Idempotency-Key")).doesNotContainNull();
		assertThat(this.sent.stream().map((headers) -> headers.getFirst("Idempotency-Key")).distinct()).hasSize(1);
		assertThat(this.sent.stream().map((headers) -> headers.getFirst("x-correlation-id")).distinct()).hasSize(1);
	}

	@Test
	void limitsAttempts() {
		this.api = (number) -> response(503, "");
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ServerErrorException.class);
		assertThat(((ExperitureException) outcome.failure).call().attempts()).isEqualTo(6);
		assertThat(this.sent).hasSize(6);
	}

	@Test
	void makesAllAttemptsForEachSubscription() {
		this.api = (number) -> response(503, "");
		Mono<JsonNode> call = pipeline().call(WRITE, CallOptions.none());
		for (int i = 1; i <= 3; i++) {
			call.subscribe(null, (failure) -> {
			});
			this.time.advanceTimeBy(Duration.ofMinutes(2));
			assertThat(this.sent).hasSize(6 * i);
		}
		assertThat(this.sent.stream().map((headers) -> headers.getFirst("Idempotency-Key")).distinct()).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource(value = Endpoint.class, names = { "RECORDS_GET_JOB", "RECORDS_APPEND", "CAMPAIGNS_SEND" })
	void retriesEveryCallIfConnectionIsNotEstablished(Endpoint endpoint) {
		this.connects = false;
		Outcome outcome = call(pipeline(), request(endpoint, "a", "b"));
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ConnectionFailedException.class);
		assertThat(((ExperitureException) outcome.failure).call().attempts()).isZero();
		assertThat(this.sentAt).hasSize(6);
	}

	@Test
	void retriesWriteWithKeyWhenConnectionIsLost() {
		this.api = (number) -> (number == 1) ? Mono.error(new IOException("reset")) : ok();
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.value).isNotNull();
		this.api = (number) -> Mono.error(new IOException("reset"));
		outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ConnectionLostException.class);
	}

	@Test
	void doesNotRepeatKeyThatApiMayHaveForgotten() {
		for (int status : new int[] { 503, 429 }) {
			this.api = (number) -> (number > 1) ? ok()
					: Mono.fromSupplier(() -> ClientResponse
						.create(HttpStatusCode.valueOf(status), ExchangeStrategies.withDefaults())
						.header("Retry-After", "82900")
						.body("")
						.build());
			Outcome outcome = new Outcome();
			pipeline().call(WRITE, CallOptions.builder().timeout(Duration.ofHours(48)).build())
				.subscribe(outcome::succeeded, outcome::failed);
			this.time.advanceTimeBy(Duration.ofHours(48));
			// A call rejected with 429 has used no key.
			assertThat(this.sent).hasSize((status == 503) ? 1 : 2);
			assertThat(outcome.value != null).isEqualTo(status == 429);
		}
	}

	@Test
	void marksTransientFailures() {
		Map<Integer, Boolean> statuses = Map.of(400, false, 401, false, 403, false, 404, false, 422, false, 429, true,
				500, true, 503, true);
		statuses.forEach((status, passes) -> {
			this.api = (number) -> error(status, "X.NO");
			Outcome outcome = call(pipeline(), WRITE);
			this.time.advanceTimeBy(Duration.ofMinutes(3));
			assertThat(((ExperitureException) outcome.failure).isTransient()).as("status %s", status).isEqualTo(passes);
		});
		this.connects = false;
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(3));
		assertThat(((ExperitureException) outcome.failure).isTransient()).isTrue();
	}

	@Test
	void retriesTransientConflictOnly() {
		this.api = (number) -> error(409, (number == 1) ? "CDP_ETL.WRITE.CONFLICT" : "JOURNEY_API.X.NOT_DRAFT");
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.failure).isInstanceOf(ConflictException.class);
		assertThat(this.sent).hasSize(2);
	}

	@Test
	void retriesTimedOutAttemptUntilDeadline() {
		this.api = (number) -> Mono.never();
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofSeconds(119));
		assertThat(outcome.failure).isNull();
		assertThat(this.sent).hasSizeBetween(3, 4);
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(outcome.failure).isInstanceOf(CallTimeoutException.class);
	}

	@Test
	void usesTimeoutOfCallOptions() {
		this.api = (number) -> Mono.never();
		Outcome outcome = new Outcome();
		pipeline().call(WRITE, CallOptions.builder().timeout(Duration.ofSeconds(1)).build())
			.subscribe(outcome::succeeded, outcome::failed);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(outcome.failure).isInstanceOf(CallTimeoutException.class).hasMessageContaining("1000 ms");
	}

	@Test
	void limitsRetriesOfAllCallsByBudget() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> response(503, "");
		for (int i = 0; i < 100; i++) {
			call(pipeline, WRITE);
			this.time.advanceTimeBy(Duration.ofMinutes(2));
		}
		assertThat(this.sent).hasSize(100 + 100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "refused", "lost", "503", "429" })
	void addsAtMostTenPercentOfRequestsDuringOutage(String outage) {
		CallPipeline pipeline = pipeline();
		this.connects = !outage.equals("refused");
		this.api = (number) -> switch (outage) {
			case "lost" -> Mono.error(new IOException("reset"));
			case "429" -> response(429, "");
			default -> response(503, "");
		};
		int calls = 3_000;
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; i < calls; i++) {
			outcomes.add(call(pipeline, WRITE));
			this.time.advanceTimeBy(Duration.ofMillis(200));
		}
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcomes).allSatisfy((outcome) -> assertThat(outcome.failure).isNotNull());
		assertThat(this.sentAt.size()).isLessThanOrEqualTo(calls * 11 / 10);
	}

	@Test
	void returnsNoRetryToBudgetAfterFreePause() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> response(503, "");
		call(pipeline, WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(pipeline.status().retriesLeft()).isEqualTo(95);
		this.sent.clear();
		this.api = (number) -> (number % 2 == 1) ? rateLimited("1") : ok();
		for (int i = 0; i < 4; i++) {
			assertThat(callAndWait(pipeline).value).isNotNull();
		}
		assertThat(pipeline.status().retriesLeft()).isEqualTo(95);
		this.sent.clear();
		this.api = (number) -> (number == 1) ? response(503, "") : (number == 2) ? rateLimited("1") : ok();
		assertThat(callAndWait(pipeline).value).isNotNull();
		assertThat(pipeline.status().retriesLeft()).isEqualTo(95);
	}

	@Test
	void respectsRetryAfterOfServerErrors() {
		this.api = (number) -> (number > 1) ? ok() : Mono.fromSupplier(
				() -> ClientResponse.create(HttpStatus.BAD_GATEWAY).header("Retry-After", "30").body("").build());
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofSeconds(29));
		assertThat(this.sent).hasSize(1);
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(outcome.value).isNotNull();
	}

	@Test
	void addsCorrelationIdToRetryEvents() {
		List<String> events = new ArrayList<>();
		RetryRegistry retries = RetryRegistry.ofDefaults();
		CallPipeline pipeline = pipeline(RateLimit.DEFAULT, ObservationRegistry.NOOP,
				new Registries("experiture", retries, RateLimiterRegistry.ofDefaults()));
		retries.retry("experiture")
			.getEventPublisher()
			.onEvent((event) -> events.add(String.valueOf(event.getLastThrowable())));
		this.api = (number) -> response(503, "");
		pipeline.call(WRITE, CallOptions.builder().correlationId("id-4711").build()).subscribe(null, (failure) -> {
		});
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(events).hasSize(6).allSatisfy((event) -> assertThat(event).contains("correlation id id-4711"));
	}

	@Test
	void usesOwnRetryInSharedRegistry() {
		Registries shared = Registries.ofDefaults();
		shared.retries().retry("experiture", RetryConfig.custom().maxAttempts(1).build());
		this.api = (number) -> (number == 1) ? response(503, "") : ok();
		Outcome outcome = call(pipeline(RateLimit.DEFAULT, ObservationRegistry.NOOP, shared), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.value).isNotNull();
	}

}
