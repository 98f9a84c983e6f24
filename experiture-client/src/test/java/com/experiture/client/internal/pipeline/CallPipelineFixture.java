package com.experiture.client.internal.pipeline;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.concurrent.BlockingExecutor;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.observation.CallObservations;
import com.experiture.client.internal.observation.ClientMonitor;
import com.experiture.client.internal.runtime.CallSettings;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.time.TimeSource;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.RecordNaming;
import com.experiture.client.settings.Registries;
import com.experiture.client.settings.RetrySettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link CallPipeline} on virtual time and without a network, for its tests.
 */
abstract class CallPipelineFixture {

	static final ApiRequest<JsonNode> WRITE = request(Endpoint.RECORDS_APPEND, "orders");

	static final ApiRequest<JsonNode> BATCH = request(Endpoint.RECORDS_APPEND_BATCH, "orders");

	static final ApiRequest<JsonNode> SEND = request(Endpoint.CAMPAIGNS_SEND, "c-1");

	final List<HttpHeaders> sent = new ArrayList<>();

	final List<Long> sentAt = new ArrayList<>();

	final Tokens tokens = new Tokens();

	Function<Integer, Mono<ClientResponse>> api = (number) -> ok();

	boolean connects = true;

	RuntimeException breaks;

	int written;

	ExchangeFilterFunction filter = (request, next) -> next.exchange(request);

	VirtualTimeScheduler time;

	LongSupplier nanoTime;

	@BeforeEach
	void startTime() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.nanoTime = () -> this.time.now(TimeUnit.NANOSECONDS);
	}

	@AfterEach
	void stopTime() {
		VirtualTimeScheduler.reset();
		MDC.clear();
	}

	static Effect effect(Outcome outcome) {
		assertThat(outcome.failure).isInstanceOf(ExperitureException.class);
		return ((ExperitureException) outcome.failure).effect();
	}

	Outcome call(CallPipeline pipeline, ApiRequest<JsonNode> request) {
		Outcome outcome = new Outcome();
		pipeline.call(request, CallOptions.none()).subscribe(outcome::succeeded, outcome::failed);
		return outcome;
	}

	Outcome callAndWait(CallPipeline pipeline, Duration timeout) {
		Outcome outcome = new Outcome();
		pipeline.call(WRITE, CallOptions.builder().timeout(timeout).build())
			.subscribe(outcome::succeeded, outcome::failed);
		this.time.advanceTimeBy(timeout.plusMinutes(1));
		return outcome;
	}

	Outcome callAndWait(CallPipeline pipeline) {
		Outcome outcome = call(pipeline, WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		return outcome;
	}

	CallPipeline pipeline() {
		return pipeline(RateLimit.DEFAULT);
	}

	CallPipeline pipeline(RateLimit singleWrites) {
		return pipeline(singleWrites, ObservationRegistry.NOOP, Registries.ofDefaults());
	}

	CallPipeline pipeline(RateLimit singleWrites, ObservationRegistry registry, Registries registries) {
		this.sent.clear();
		this.sentAt.clear();
		CallSettings settings = new CallSettings("default", URI.create("https://api.example.com"),
				Duration.ofMinutes(2), Duration.ofSeconds(30), 1024 * 1024, RetrySettings.DEFAULT,
				Map.of(EndpointClass.SINGLE_WRITE, singleWrites), registries);
		ClientRuntime runtime = new ClientRuntime(settings, ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> {
		}), new ClientMonitor(List.of(), InstantSource.system()), new BlockingExecutor(),
				new TimeSource(this.nanoTime, () -> Instant.parse("2026-04-21T15:30:00Z")));
		return new CallPipeline(runtime,
				() -> WebClient.builder().exchangeFunction(this::exchange).filter(this.filter).build(), this.tokens,
				new CallObservations("default", registry, null));
	}

	Mono<ClientResponse> exchange(ClientRequest request) {
		this.sentAt.add(this.nanoTime.getAsLong());
		if (this.breaks != null) {
			throw this.breaks;
		}
		if (!this.connects) {
			return failure(request, new ConnectException("refused"));
		}
		this.sent.add(HttpHeaders.copyOf(request.headers()));
		int number = this.sent.size();
		MockClientHttpRequest http = new MockClientHttpRequest(request.method(), request.url());
		return request.writeTo(http, ExchangeStrategies.withDefaults()).then(Mono.defer(() -> {
			this.written++;
			return this.api.apply(number);
		})).onErrorResume(IOException.class, (failure) -> failure(request, failure));
	}

	static Mono<ClientResponse> failure(ClientRequest request, IOException cause) {
		return Mono.error(new WebClientRequestException(cause, request.method(), request.url(), request.headers()));
	}

	static Mono<ClientResponse> ok() {
		return response(200, "{\"success\":true,\"data\":{\"a\":1}}");
	}

	static Mono<ClientResponse> rateLimited(String retryAfter) {
		return Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.TOO_MANY_REQUESTS)
			.header("Retry-After", retryAfter)
			.body("{\"success\":false,\"error\":{\"code\":\"CDP_ETL.RATE.LIMITED\",\"message\":\"slow down\"}}")
			.build());
	}

	static Mono<ClientResponse> error(int status, String code) {
		return response(status, "{\"success\":false,\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"}}");
	}

	static Mono<ClientResponse> response(int status, String body) {
		return Mono
			.fromSupplier(() -> ClientResponse.create(HttpStatusCode.valueOf(status), ExchangeStrategies.withDefaults())
				.body(body)
				.build());
	}

	static ApiRequest<JsonNode> request(Endpoint endpoint, String... variables) {
		String[] used = Arrays.copyOf(variables, endpoint.path().split("\\{", -1).length - 1);
		return ApiRequest.to(endpoint, used).returning(JsonNode.class);
	}

	static final class Outcome {

		Object value;

		Throwable failure;

		void succeeded(Object result) {
			this.value = result;
		}

		void failed(Throwable reason) {
			this.failure = reason;
		}

	}

	static final class Tokens implements TokenProvider {

		AccessToken current = new AccessToken("token-1");

		int count = 1;

		Supplier<AccessToken> supplier = () -> this.current;

		Mono<AccessToken> pending;

		boolean expired;

		@Override
		public Mono<AccessToken> token() {
			return (this.pending != null) ? this.pending : Mono.fromSupplier(() -> this.supplier.get());
		}

		@Override
		public AccessToken current(AccessToken supplied) {
			if (this.expired) {
				this.expired = false;
				reject(this.current);
				return null;
			}
			return supplied;
		}

		@Override
		public void reject(AccessToken token) {
			if (token == this.current) {
				this.current = new AccessToken("token-" + ++this.count);
			}
		}

	}

}
