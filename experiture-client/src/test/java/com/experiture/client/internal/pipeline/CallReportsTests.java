package com.experiture.client.internal.pipeline;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.concurrent.BlockingExecutor;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.observation.CallObservations;
import com.experiture.client.internal.observation.ClientMonitor;
import com.experiture.client.internal.runtime.CallSettings;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.time.TimeSource;
import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.CallsStatus.ErrorCount;
import com.experiture.client.observation.CallsStatus.Failure;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.settings.RecordNaming;
import com.experiture.client.settings.Registries;
import com.experiture.client.settings.RetrySettings;
import com.experiture.client.testing.RecordedEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for what {@link CallPipeline} tells the log, the observation, the listeners and
 * whoever asks for its status.
 */
class CallReportsTests {

	private static final Instant NOW = Instant.parse("2026-04-21T15:30:00Z");

	private static final ApiRequest<JsonNode> WRITE = ApiRequest.to(Endpoint.RECORDS_APPEND, "orders")
		.returning(JsonNode.class);

	private final RecordedEvents events = new RecordedEvents();

	private final TestObservationRegistry observations = TestObservationRegistry.create();

	private final List<String> attempts = new ArrayList<>();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>() {

		@Override
		protected void append(ILoggingEvent event) {
			event.prepareForDeferredProcessing();
			super.append(event);
		}

	};

	private final Logger logger = (Logger) LoggerFactory.getLogger("com.experiture");

	private Function<Integer, Mono<ClientResponse>> api = (number) -> ok();

	private int sent;

	private boolean connects = true;

	private VirtualTimeScheduler time;

	@BeforeEach
	void start() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.observations.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

			@Override
			public void onEvent(Observation.Event event, Observation.Context context) {
				CallReportsTests.this.attempts.add(event.getName() + ": " + event.getContextualName());
			}

		});
		this.log.start();
		this.logger.addAppender(this.log);
		this.logger.setAdditive(false);
	}

	@AfterEach
	void stop() {
		this.logger.detachAppender(this.log);
		this.logger.setAdditive(true);
		this.logger.setLevel(null);
		VirtualTimeScheduler.reset();
	}

	@Test
	void addsServerCorrelationIdToObservationOfSuccess() {
		call(pipeline(this.events));
		assertThat(this.observations).hasSingleObservationThat()
			.hasHighCardinalityKeyValue("correlation.id", "call-1")
			.hasHighCardinalityKeyValue("server.correlation.id", "server-0");
	}

	@Test
	void reportsSuccessToListenersAndStatusOnly() {
		this.logger.setLevel(Level.INFO);
		this.api = (number) -> Mono.delay(Duration.ofMillis(30)).then(ok());
		CallPipeline pipeline = pipeline(this.events);
		call(pipeline);
		assertThat(this.events.all()).containsExactly("attempt records.append single-write success 2xx none none 30 ms",
				"call records.append success 2xx none none");
		assertThat(pipeline.status().calls().lastSuccess()).isEqualTo(NOW);
		assertThat(pipeline.status().calls().lastFailure()).isNull();
		assertThat(this.log.list).isEmpty();
	}

	@Test
	void logsOneWarningForFailedCall() {
		this.logger.setLevel(Level.INFO);
		this.api = (number) -> error(503, "CDP_ETL.BUSY");
		call(pipeline(this.events));
		assertThat(this.log.list).singleElement().satisfies((line) -> {
			assertThat(line.getLevel()).isEqualTo(Level.WARN);
			assertThat(line.getFormattedMessage()).contains("records.append", "503", "CDP_ETL.BUSY", "attempts 6",
					"correlation id call-1", "server correlation id server-6");
			assertThat(line.getMDCPropertyMap()).containsEntry("correlationId", "call-1");
			assertThat(line.getKeyValuePairs()).extracting((pair) -> pair.key, (pair) -> pair.value)
				.containsExactly(tuple("endpoint", "records.append"), tuple("status", "503"),
						tuple("code", "CDP_ETL.BUSY"), tuple("attempts", 6), tuple("serverCorrelationId", "server-6"));
		});
	}

	@Test
	void logsEachAttemptAtDebugLevel() {
		this.logger.setLevel(Level.DEBUG);
		this.api = (number) -> (number == 1) ? error(503, "CDP_ETL.BUSY") : ok();
		call(pipeline(this.events));
		assertThat(this.log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.DEBUG, Level.DEBUG);
		assertThat(this.log.list.get(0).getFormattedMessage()).startsWith("Attempt 1 of records.append failed, next in")
			.contains("503 CDP_ETL.BUSY");
		assertThat(this.log.list.get(1).getFormattedMessage()).startsWith("Attempt 2 of records.append succeeded in");
	}

	@Test
	void logsTypeOfApplicationFailureWithoutMessage() {
		this.logger.setLevel(Level.DEBUG);
		this.connects = false;
		this.api = (number) -> Mono.error(new UnsupportedOperationException("confidential"));
		call(pipeline(this.events));
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains("UnsupportedOperationException", "records.append")
				.doesNotContain("confidential"));
		assertThat(this.events.all()).containsExactly(
				"attempt records.append single-write error none none UnsupportedOperationException 0 ms",
				"call records.append error none none UnsupportedOperationException");
	}

	@Test
	void reportsRetriesToObservationAndListeners() {
		this.api = (number) -> (number == 1) ? error(503, "CDP_ETL.BUSY")
				: (number == 2) ? Mono.error(new IOException("reset")) : ok();
		call(pipeline(this.events));
		assertThat(this.events.all()).containsExactly(
				"attempt records.append single-write error 503 CDP_ETL.BUSY ServerErrorException 0 ms",
				"retry records.append ServerErrorException",
				"attempt records.append single-write error none none ConnectionLostException 0 ms",
				"retry records.append ConnectionLostException",
				"attempt records.append single-write success 2xx none none 0 ms",
				"call records.append success 2xx none none");
		assertThat(this.observations).hasObservationWithNameEqualTo("experiture.client.calls")
			.that()
			.hasLowCardinalityKeyValue("outcome", "success")
			.hasLowCardinalityKeyValue("status", "2xx")
			.hasHighCardinalityKeyValue("correlation.id", "call-1")
			.hasHighCardinalityKeyValue("attempts", "3")
			.hasBeenStopped();
		assertThat(this.attempts).containsExactly("attempt.failed: attempt 1 failed: ServerErrorException, status 503",
				"attempt.failed: attempt 2 failed: ConnectionLostException, status none");
	}

	@Test
	void keepsLastFailureAndCountsErrorsInStatus() {
		this.api = (number) -> error((number % 2 == 0) ? 404 : 400, "CDP_ETL.CODE");
		CallPipeline pipeline = pipeline(this.events);
		call(pipeline);
		call(pipeline);
		call(pipeline);
		assertThat(pipeline.status().calls().lastSuccess()).isNull();
		assertThat(pipeline.status().calls().lastFailure())
			.isEqualTo(new Failure(NOW, "records.append", "400", "CDP_ETL.CODE", "ValidationException", "call-1"));
		assertThat(pipeline.status().calls().errors()).containsExactly(
				new ErrorCount("400", "CDP_ETL.CODE", "ValidationException", 2, NOW),
				new ErrorCount("404", "CDP_ETL.CODE", "NotFoundException", 1, NOW));
	}

	@Test
	void limitsErrorsInStatus() {
		this.api = (number) -> error(404, "A".repeat(number));
		CallPipeline pipeline = pipeline(this.events);
		for (int i = 0; i < 60; i++) {
			call(pipeline);
		}
		assertThat(pipeline.status().calls().errors()).hasSize(50);
		assertThat(pipeline.status().calls().errors().get(0).code()).isEqualTo("A".repeat(60));
	}

	@Test
	void excludesIdentifierSentAsCodeFromTags() {
		for (String code : List.of("user-4711-0815", "a".repeat(81), "jane@example.com", "42")) {
			this.events.all().clear();
			this.api = (number) -> error(404, code);
			call(pipeline(this.events));
			assertThat(this.events.starting("call"))
				.containsExactly("call records.append error 404 other NotFoundException");
		}
	}

	@Test
	void reportsCancelledCallOnce() {
		this.api = (number) -> Mono.never();
		pipeline(this.events).call(WRITE, CallOptions.none()).subscribe().dispose();
		assertThat(this.events.all()).containsExactly("call records.append cancelled none none none",
				"attempt records.append single-write cancelled none none none 0 ms");
	}

	@Test
	void reportsSuccessWhenCancelledAfterResult() {
		Flux.from(pipeline(this.events).call(WRITE, CallOptions.none())).take(1).subscribe();
		assertThat(this.events.all()).hasSize(2).allSatisfy((event) -> assertThat(event).contains("success"));
		assertThat(this.observations).hasNumberOfObservationsEqualTo(1)
			.hasObservationWithNameEqualTo("experiture.client.calls")
			.that()
			.hasLowCardinalityKeyValue("outcome", "success");
	}

	@Test
	void reportsEndOfAttemptAndCallAtDeadline() {
		this.api = (number) -> Mono.never();
		pipeline(this.events).call(WRITE, CallOptions.builder().timeout(Duration.ofSeconds(3)).build())
			.subscribe(null, (failure) -> {
			});
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(this.events.all()).containsExactly(
				"attempt records.append single-write cancelled none none none 3000 ms",
				"call records.append error none none CallTimeoutException");
	}

	@Test
	void reportsNoAttemptWithoutPermit() {
		this.api = (number) -> rateLimited();
		CallPipeline pipeline = pipeline(this.events);
		pipeline.call(WRITE, CallOptions.none()).subscribe().dispose();
		this.events.all().clear();
		pipeline.call(WRITE, CallOptions.none()).subscribe().dispose();
		assertThat(this.events.all()).containsExactly("call records.append cancelled none none none",
				"waited single-write false 0 ms");
		assertThat(pipeline.status().endpointClass("single-write").pausedFor()).isPositive();
		assertThat(pipeline.status().endpointClass("read").pausedFor()).isZero();
	}

	@Test
	void isolatesFailingListener() {
		ClientListener broken = new ClientListener() {

			@Override
			public void attemptEnded(String endpoint, String endpointClass, CallOutcome outcome, long nanos) {
				throw new IllegalStateException("broken");
			}

		};
		this.logger.setLevel(Level.INFO);
		CallPipeline pipeline = pipeline(broken, this.events);
		assertThat(call(pipeline)).isNotNull();
		assertThat(call(pipeline)).isNotNull();
		assertThat(this.events.starting("attempt")).hasSize(2);
		assertThat(this.log.list).singleElement()
			.satisfies((line) -> assertThat(line.getLevel()).isEqualTo(Level.WARN));
	}

	private JsonNode call(CallPipeline pipeline) {
		JsonNode[] result = new JsonNode[1];
		pipeline.call(WRITE, CallOptions.builder().correlationId("call-1").build())
			.subscribe((data) -> result[0] = data, (failure) -> {
			});
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		return result[0];
	}

	private CallPipeline pipeline(ClientListener... listeners) {
		CallSettings settings = new CallSettings("default", URI.create("https://api.example.com"),
				Duration.ofMinutes(2), Duration.ofSeconds(30), 1024 * 1024, RetrySettings.DEFAULT, Map.of(),
				Registries.ofDefaults());
		InstantSource clock = () -> NOW;
		ClientRuntime runtime = new ClientRuntime(settings, ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> {
		}), new ClientMonitor(List.of(listeners), clock), new BlockingExecutor(),
				new TimeSource(() -> this.time.now(TimeUnit.NANOSECONDS), clock));
		return new CallPipeline(runtime, () -> WebClient.builder().exchangeFunction(this::exchange).build(),
				new Token(), new CallObservations("default", this.observations, null));
	}

	private Mono<ClientResponse> exchange(ClientRequest request) {
		this.sent++;
		if (!this.connects) {
			return this.api.apply(this.sent);
		}
		MockClientHttpRequest http = new MockClientHttpRequest(request.method(), request.url());
		return request.writeTo(http, ExchangeStrategies.withDefaults())
			.then(Mono.defer(() -> this.api.apply(this.sent)));
	}

	private static Mono<ClientResponse> ok() {
		return respond(200, "{\"success\":true,\"data\":{\"a\":1}}", "server-0");
	}

	private static Mono<ClientResponse> rateLimited() {
		return Mono
			.fromSupplier(() -> ClientResponse.create(HttpStatus.TOO_MANY_REQUESTS).header("Retry-After", "5").build());
	}

	private Mono<ClientResponse> error(int status, String code) {
		return respond(status, "{\"success\":false,\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"}}",
				"server-" + this.sent);
	}

	private static Mono<ClientResponse> respond(int status, String body, String correlationId) {
		return Mono
			.fromSupplier(() -> ClientResponse.create(HttpStatusCode.valueOf(status), ExchangeStrategies.withDefaults())
				.header(CorrelationIds.HEADER, correlationId)
				.body(body)
				.build());
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
