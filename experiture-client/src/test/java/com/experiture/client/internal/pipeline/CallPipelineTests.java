package com.experiture.client.internal.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.test.publisher.TestPublisher.Violation;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientResponse;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.error.Effect;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.UnexpectedFailureException;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.Registries;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallPipeline}: requests, observation and failures of the application.
 */
class CallPipelineTests extends CallPipelineFixture {

	@Test
	void reportsErrorOfApplicationObject() {
		for (Error error : List.of(new NoClassDefFoundError("x"), new StackOverflowError(), new InternalError("x"),
				new AssertionError("x"))) {
			ApiRequest<JsonNode> request = ApiRequest.to(Endpoint.RECORDS_APPEND, "orders")
				.json((RequestBody) (json) -> {
					throw error;
				})
				.returning(JsonNode.class);
			assertThat(call(pipeline(), request).failure).isInstanceOf(UnexpectedFailureException.class);
			assertThat(this.sentAt).isEmpty();
		}
	}

	@Test
	void takesCorrelationIdFromOptionsContextOrMdc() {
		CallPipeline pipeline = pipeline();
		MDC.put("correlationId", "from-mdc");
		call(pipeline, WRITE);
		pipeline.call(WRITE, CallOptions.none())
			.contextWrite((context) -> context.put("correlationId", "from-context"))
			.block();
		pipeline.call(WRITE, CallOptions.builder().correlationId("from-options").build())
			.contextWrite((context) -> context.put("correlationId", "from-context"))
			.block();
		MDC.put("correlationId", "in\r\njected");
		call(pipeline, WRITE);
		List<String> ids = this.sent.stream().map((headers) -> headers.getFirst("x-correlation-id")).toList();
		assertThat(ids).startsWith("from-mdc", "from-context", "from-options").hasSize(4);
		assertThat(ids.get(3)).hasSize(36).doesNotContain("jected");
	}

	@Test
	void observesCancelledCall() {
		Set<KeyValues> tags = new HashSet<>();
		this.api = (number) -> Mono.never();
		pipeline(RateLimit.DEFAULT, collecting(tags), Registries.ofDefaults()).call(WRITE, CallOptions.none())
			.subscribe()
			.dispose();
		assertThat(tags).singleElement()
			.satisfies((values) -> assertThat(values).contains(KeyValue.of("outcome", "cancelled"),
					KeyValue.of("status", "none")));
	}

	@Test
	void excludesIdentifiersFromMetricTags() {
		Set<KeyValues> tags = new HashSet<>();
		CallPipeline pipeline = pipeline(RateLimit.DEFAULT, collecting(tags), Registries.ofDefaults());
		this.api = (number) -> (number % 2 == 0) ? error(404, "CDP_ETL.NOT_FOUND") : ok();
		for (int i = 0; i < 10_000; i++) {
			call(pipeline, request(Endpoint.RECORDS_GET_JOB, "object-" + i, "job-" + i));
		}
		assertThat(this.sent).hasSize(10_000);
		assertThat(tags).hasSize(2);
	}

	@Test
	void rejectsInvalidRequestWithoutSending() {
		Outcome outcome = call(pipeline(), request(Endpoint.RECORDS_APPEND, "../x"));
		assertThat(outcome.failure).isInstanceOf(InvalidRequestException.class).hasMessageContaining("records.append");
		assertThat(this.sentAt).isEmpty();
	}

	@Test
	void reportsFailureOfApplicationFilter() {
		UnsupportedOperationException filter = new UnsupportedOperationException("a filter");
		this.breaks = filter;
		Outcome outcome = call(pipeline(), WRITE);
		assertThat(outcome.failure).isInstanceOf(UnexpectedFailureException.class)
			.hasMessageContaining("UnsupportedOperationException")
			.hasCause(filter);
		assertThat(effect(outcome)).isEqualTo(Effect.NONE);
		assertThat(this.sentAt).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void sendsIdempotencyKeyWithWritesOnly(Endpoint endpoint) {
		IdempotencyKey key = IdempotencyKey.of("page");
		pipeline().call(request(endpoint, "a", "b"), CallOptions.builder().idempotencyKey(key).build()).subscribe();
		assertThat(this.sent).singleElement()
			.extracting((headers) -> headers.getFirst("Idempotency-Key"))
			.isEqualTo(endpoint.endpointClass().isWrite() ? key.toString() : null);
	}

	@Test
	void sendsNoIdempotencyKeyWithGenericRead() {
		pipeline()
			.call(ApiRequest.to(HttpMethod.POST, "/search", EndpointClass.READ).returning(JsonNode.class),
					CallOptions.builder().idempotencyKey(IdempotencyKey.of("search")).build())
			.subscribe();
		assertThat(this.sent).singleElement().matches((headers) -> !headers.containsHeader("Idempotency-Key"));
	}

	@Test
	void ignoresErrorSignalledAfterEndOfCall() {
		List<Throwable> dropped = new ArrayList<>();
		Hooks.onErrorDropped(dropped::add);
		try {
			TestPublisher<ClientResponse> cancelled = TestPublisher.createNoncompliant(Violation.CLEANUP_ON_TERMINATE);
			TestPublisher<ClientResponse> timedOut = TestPublisher.createNoncompliant(Violation.CLEANUP_ON_TERMINATE);
			this.api = (number) -> Mono.fromDirect((number == 1) ? cancelled : timedOut);
			CallPipeline pipeline = pipeline();
			pipeline.call(WRITE, CallOptions.none()).subscribe().dispose();
			cancelled.error(new IOException("reset"));
			pipeline.call(WRITE, CallOptions.builder().timeout(Duration.ofSeconds(1)).build())
				.subscribe(null, (failure) -> {
				});
			this.time.advanceTimeBy(Duration.ofSeconds(2));
			timedOut.error(new IOException("reset"));
			assertThat(this.sent).hasSize(2);
		}
		finally {
			Hooks.resetOnErrorDropped();
		}
		assertThat(dropped).isEmpty();
	}

	private static ObservationRegistry collecting(Set<KeyValues> tags) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

			@Override
			public void onStop(Observation.Context context) {
				tags.add(context.getLowCardinalityKeyValues());
			}

		});
		return registry;
	}

}
