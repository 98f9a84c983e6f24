package com.experiture.client.internal.pipeline;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;
import reactor.test.publisher.TestPublisher.Violation;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.core.io.buffer.PooledDataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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
import com.experiture.client.auth.TokenFailure;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.AuthenticationException;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.ConflictException;
import com.experiture.client.error.ConnectionFailedException;
import com.experiture.client.error.ConnectionLostException;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.OutcomeUnknownException;
import com.experiture.client.error.QueueFullException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.error.ServerErrorException;
import com.experiture.client.error.TokenException;
import com.experiture.client.error.UnexpectedFailureException;
import com.experiture.client.internal.call.RequestBody;
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
 * Tests for {@link CallPipeline}, on virtual time and without a network.
 */
class CallPipelineTests {

	private static final ApiRequest<JsonNode> WRITE = request(Endpoint.RECORDS_APPEND, "orders");

	private static final ApiRequest<JsonNode> BATCH = request(Endpoint.RECORDS_APPEND_BATCH, "orders");

	private static final ApiRequest<JsonNode> SEND = request(Endpoint.CAMPAIGNS_SEND, "c-1");

	private final List<HttpHeaders> sent = new ArrayList<>();

	private final List<Long> sentAt = new ArrayList<>();

	private final Tokens tokens = new Tokens();

	private Function<Integer, Mono<ClientResponse>> api = (number) -> ok();

	private boolean connects = true;

	private RuntimeException breaks;

	private int written;

	private ExchangeFilterFunction filter = (request, next) -> next.exchange(request);

	private VirtualTimeScheduler time;

	private LongSupplier nanoTime;

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

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504 })
	void serverErrorsAreRetriedWithTheSameKeyAndCorrelationId(int status) {
		this.api = (number) -> (number < 3) ? answer(status, "") : ok();
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.value).isNotNull();
		assertThat(this.sent).hasSize(3);
		assertThat(this.sent).extracting((headers) -> headers.getFirst("Idempotency-Key")).doesNotContainNull();
		assertThat(this.sent.stream().map((headers) -> headers.getFirst("Idempotency-Key")).distinct()).hasSize(1);
		assertThat(this.sent.stream().map((headers) -> headers.getFirst("x-correlation-id")).distinct()).hasSize(1);
	}

	@Test
	void attemptsAreBounded() {
		this.api = (number) -> answer(503, "");
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ServerErrorException.class);
		assertThat(((ExperitureException) outcome.failure).call().attempts()).isEqualTo(6);
		assertThat(this.sent).hasSize(6);
	}

	@Test
	void sameCallSubscribedThreeTimesHasItsFullAttemptsEachTime() {
		this.api = (number) -> answer(503, "");
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
	void connectionThatNeverCameAboutIsAlwaysRetried(Endpoint endpoint) {
		this.connects = false;
		Outcome outcome = call(pipeline(), request(endpoint, "a", "b"));
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ConnectionFailedException.class);
		assertThat(((ExperitureException) outcome.failure).call().attempts()).isZero();
		assertThat(this.sentAt).hasSize(6);
	}

	@Test
	void connectionThatBrokeIsRetriedForWritesThatCarryAKey() {
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
	void sendIsNeverRepeatedAfterAnAmbiguousFailure() {
		List<Mono<ClientResponse>> ambiguous = List.of(Mono.error(new IOException("reset")), Mono.never(),
				answer(500, ""), answer(502, ""), answer(503, ""), answer(504, ""), answer(200, "{\"succ"),
				answer(200, "<html>"));
		for (Mono<ClientResponse> answer : ambiguous) {
			this.sent.clear();
			this.api = (number) -> answer;
			Outcome outcome = call(pipeline(), SEND);
			this.time.advanceTimeBy(Duration.ofMinutes(5));
			assertThat(outcome.failure).isInstanceOf(OutcomeUnknownException.class)
				.hasMessageContaining("GET /campaigns/{id}/status");
			assertThat(this.sent).hasSize(1);
		}
	}

	@Test
	void sendIsRepeatedOnlyAfterAResponseThatIsDocumentedAsNotProcessed() {
		this.api = (number) -> (number <= 2) ? rateLimited("1") : ok();
		Outcome outcome = call(pipeline(), SEND);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.value).isNotNull();
		assertThat(this.sent).hasSize(3);
		for (String code : new String[] { "CDP_ETL.UNAVAILABLE", "CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION", "X.CRASH" }) {
			for (int status : new int[] { 500, 502, 503, 504, 599 }) {
				this.api = (number) -> error(status, code);
				Outcome ambiguous = call(pipeline(), SEND);
				this.time.advanceTimeBy(Duration.ofMinutes(2));
				assertThat(ambiguous.failure).isInstanceOf(OutcomeUnknownException.class);
				assertThat(effect(ambiguous)).isEqualTo(Effect.POSSIBLE);
				assertThat(this.sent).hasSize(1);
			}
		}
		this.api = (number) -> error(409, "CDP_ETL.WRITE.CONFLICT");
		Outcome conflict = call(pipeline(), SEND);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(conflict.failure).isInstanceOf(ConflictException.class);
		assertThat(effect(conflict)).isEqualTo(Effect.NONE);
		assertThat(this.sent).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 409, 413, 422 })
	void refusalDoesNotHideAnEarlierAttemptThatMayHaveTakenEffect(int status) {
		this.api = (number) -> error(status, "X.NO");
		Outcome refused = callAndWait(pipeline());
		assertThat(effect(refused)).isEqualTo(Effect.NONE);
		assertThat(refused.failure).hasMessageNotContaining("taken effect");
		for (Mono<ClientResponse> lost : List.of(Mono.<ClientResponse>error(new IOException("reset")), answer(502, ""),
				error(503, "CDP_ETL.BUSY"), answer(200, "{\"success\":tr"), Mono.<ClientResponse>never())) {
			this.api = (number) -> (number == 1) ? lost : error(status, "X.NO");
			Outcome outcome = callAndWait(pipeline());
			assertThat(outcome.failure).isInstanceOf(ApiException.class).hasMessageContaining("may have taken effect");
			assertThat(((ApiException) outcome.failure).error().status()).isEqualTo(status);
			assertThat(effect(outcome)).isEqualTo(Effect.POSSIBLE);
		}
	}

	@Test
	void refusalsAloneHaveNoEffectHoweverManyThereAre() {
		this.api = (number) -> switch (number % 3) {
			case 0 -> rateLimited("1");
			case 1 -> error(409, "CDP_ETL.CONFLICT");
			default -> error(401, "CDP_ETL.AUTH.TOKEN_EXPIRED");
		};
		Outcome outcome = callAndWait(pipeline());
		assertThat(outcome.failure).isInstanceOf(ApiException.class);
		assertThat(effect(outcome)).isEqualTo(Effect.NONE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 499, 501, 505 })
	void statusThatIsNoRefusalLeavesTheEffectOpen(int status) {
		this.api = (number) -> error(status, "X.NO");
		assertThat(effect(callAndWait(pipeline()))).isEqualTo(Effect.POSSIBLE);
		assertThat(this.sent).hasSize(1);
		Outcome send = call(pipeline(), SEND);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(send.failure).isInstanceOf(OutcomeUnknownException.class);
		Outcome read = call(pipeline(), request(Endpoint.RECORDS_GET_JOB, "a", "b"));
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(effect(read)).isEqualTo(Effect.NONE);
	}

	@Test
	void successThatCannotBeReadIsKnownToHaveTakenEffect() {
		this.api = (number) -> answer(200, "{\"success\":true}");
		Outcome outcome = callAndWait(pipeline());
		assertThat(outcome.failure).isInstanceOf(InvalidResponseException.class).hasMessageContaining(", took effect");
		assertThat(effect(outcome)).isEqualTo(Effect.DONE);
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void failureOfAnUnknownTypeIsAmbiguousOnceTheRequestMayHaveLeft() {
		List<Throwable> unknown = List.of(new NumberFormatException("For input string: secret"),
				new IllegalStateException("secret"), new IndexOutOfBoundsException("secret"), circle());
		for (Throwable failure : unknown) {
			this.api = (number) -> (number == 1) ? Mono.error(failure) : ok();
			assertThat(callAndWait(pipeline()).value).isNotNull();
			assertThat(this.sent.stream().map((headers) -> headers.getFirst("Idempotency-Key")).distinct()).hasSize(1);
			this.api = (number) -> Mono.error(failure);
			Outcome write = callAndWait(pipeline());
			assertThat(write.failure).isInstanceOf(UnexpectedFailureException.class)
				.hasMessageContaining(failure.getClass().getSimpleName());
			assertThat(write.failure).hasMessageNotContaining("secret");
			assertThat(write.failure.getCause()).hasMessageNotContaining("secret");
			assertThat(effect(write)).isEqualTo(Effect.POSSIBLE);
			Outcome send = call(pipeline(), SEND);
			this.time.advanceTimeBy(Duration.ofMinutes(1));
			assertThat(send.failure).isInstanceOf(OutcomeUnknownException.class);
			assertThat(this.sent).hasSize(1);
		}
	}

	private static Throwable circle() {
		RuntimeException outer = new RuntimeException("secret");
		RuntimeException inner = new RuntimeException("secret", outer);
		outer.initCause(inner);
		return outer;
	}

	@Test
	void deadlineSaysWhetherARequestIsUnderWay() {
		this.api = (number) -> Mono.never();
		Outcome waiting = callAndWait(pipeline(), Duration.ofSeconds(10));
		assertThat(waiting.failure).isInstanceOf(CallTimeoutException.class);
		assertThat(effect(waiting)).isEqualTo(Effect.POSSIBLE);
		this.api = (number) -> error(409, "CDP_ETL.CONFLICT");
		Outcome refused = callAndWait(pipeline(), Duration.ofMillis(1));
		assertThat(effect(refused)).isEqualTo(Effect.NONE);
		CallPipeline limited = pipeline(new RateLimit(1, Duration.ofMinutes(10), 10));
		this.api = (number) -> ok();
		call(limited, WRITE);
		Outcome unsent = callAndWait(limited, Duration.ofSeconds(10));
		assertThat(unsent.failure).isInstanceOf(CallTimeoutException.class);
		assertThat(effect(unsent)).isEqualTo(Effect.NONE);
	}

	@Test
	void hookThatAddsSuppressedExceptionsChangesNothing() {
		Hooks.onOperatorDebug();
		try {
			this.connects = false;
			assertThat(effect(callAndWait(pipeline()))).isEqualTo(Effect.NONE);
			this.connects = true;
			this.api = (number) -> error(400, "X.NO");
			assertThat(effect(callAndWait(pipeline()))).isEqualTo(Effect.NONE);
		}
		finally {
			Hooks.resetOnOperatorDebug();
		}
	}

	@Test
	void earlierCallsCount() {
		this.api = (number) -> error(400, "X.NO");
		Outcome outcome = call(pipeline(), WRITE.after(Effect.POSSIBLE));
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(effect(outcome)).isEqualTo(Effect.POSSIBLE);
	}

	@Test
	void callThatFollowsAnotherAndSendsNothingKeepsItsFailure() {
		this.connects = false;
		CallPipeline pipeline = pipeline();
		Outcome outcome = new Outcome();
		pipeline.call(WRITE.after(Effect.POSSIBLE), CallOptions.builder().timeout(Duration.ofMillis(1)).build())
			.subscribe(outcome::succeeded, outcome::failed);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ExperitureException.class).hasMessageNotContaining("Nothing was sent");
		assertThat(effect(outcome)).isEqualTo(Effect.POSSIBLE);
		assertThat(((ExperitureException) outcome.failure).isTransient()).isTrue();
	}

	@Test
	void keyIsNotRepeatedOnceTheApiMayHaveForgottenIt() {
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
			// A refusal for the rate has used no key.
			assertThat(this.sent).hasSize((status == 503) ? 1 : 2);
			assertThat(outcome.value != null).isEqualTo(status == 429);
		}
	}

	@Test
	void requestThatAFilterMadeAnewCountsAsSent() {
		this.filter = (request,
				next) -> next.exchange(ClientRequest.create(request.method(), request.url())
					.headers((headers) -> headers.addAll(request.headers()))
					.body(request.body())
					.build());
		this.api = (number) -> Mono.error(new IOException("reset"));
		assertThat(effect(callAndWait(pipeline()))).isEqualTo(Effect.POSSIBLE);
		Outcome send = call(pipeline(), SEND);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(send.failure).isInstanceOf(OutcomeUnknownException.class);
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void requestThatWasGivenUpDoesNotLeave() {
		List<Runnable> late = new ArrayList<>();
		this.filter = (request, next) -> Mono.create((sink) -> late
			.add(() -> next.exchange(request).contextWrite(sink.contextView()).subscribe(null, (failure) -> {
			})));
		Outcome send = call(pipeline(), SEND);
		this.time.advanceTimeBy(Duration.ofSeconds(31));
		assertThat(late).hasSizeGreaterThanOrEqualTo(1);
		late.get(0).run();
		assertThat(this.written).isZero();
		this.time.advanceTimeBy(Duration.ofMinutes(3));
		assertThat(effect(send)).isEqualTo(Effect.NONE);
	}

	@Test
	void errorWhoseBodyIsTooLargeKeepsItsMeaning() {
		this.api = (number) -> (number > 1) ? ok()
				: Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.TOO_MANY_REQUESTS)
					.header("Retry-After", "2")
					.body("x".repeat(2 * 1024 * 1024))
					.build());
		CallPipeline pipeline = pipeline();
		Outcome outcome = call(pipeline, WRITE);
		assertThat(pipeline.status().endpointClass("single-write").pausedFor()).isPositive();
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.value).isNotNull();
	}

	@Test
	void pieceOfAResponseThatComesAfterTheCancellationIsReleased() {
		List<DataBuffer> late = new ArrayList<>();
		TestPublisher<DataBuffer> body = TestPublisher.createNoncompliant(Violation.CLEANUP_ON_TERMINATE);
		this.api = (number) -> Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.OK).body(body.flux()).build());
		Disposable call = pipeline().exchange(WRITE, CallOptions.none()).subscribe();
		body.next(piece(late));
		call.dispose();
		body.next(piece(late));
		assertThat(late).hasSize(2).noneMatch((piece) -> ((PooledDataBuffer) piece).isAllocated());
	}

	@Test
	void pieceThatMakesAResponseTooLargeIsReleasedOnce() {
		DataBuffer large = piece(new ArrayList<>());
		large.write(new byte[2 * 1024 * 1024]);
		this.api = (number) -> Mono.fromSupplier(() -> {
			// Can be read once, like the body of a real response.
			Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
			body.tryEmitNext(DataBufferUtils.retain(large));
			return ClientResponse.create(HttpStatus.OK).body(body.asFlux()).build();
		});
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(3));
		assertThat(outcome.failure).isInstanceOf(InvalidResponseException.class);
		assertThat(((NettyDataBuffer) large).getNativeBuffer().refCnt()).isOne();
		DataBufferUtils.release(large);
	}

	private static DataBuffer piece(List<DataBuffer> pieces) {
		DataBuffer piece = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT)
			.wrap(UnpooledByteBufAllocator.DEFAULT.directBuffer(1).writeByte('{'));
		pieces.add(piece);
		return piece;
	}

	@Test
	void errorOfAnObjectOfTheApplicationIsTyped() {
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
	void providerThatFailsIsATokenFailure() {
		for (Throwable failure : List.of(new NoClassDefFoundError("x"), new StackOverflowError(),
				new IllegalStateException("x"))) {
			this.tokens.pending = Mono.defer(() -> {
				throw CallPipelineTests.<RuntimeException>sneaky(failure);
			});
			assertThat(call(pipeline(), WRITE).failure).isInstanceOf(TokenException.class);
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T sneaky(Throwable failure) throws T {
		throw (T) failure;
	}

	@Test
	void repeatingHelpsWhereTheFailurePasses() {
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
	void tokenIsThereBeforeThePermitIsTaken() {
		CallPipeline pipeline = pipeline(new RateLimit(10, Duration.ofMillis(200), 1000));
		Sinks.One<AccessToken> token = Sinks.one();
		this.tokens.pending = token.asMono();
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			outcomes.add(call(pipeline, WRITE));
		}
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.sentAt).isEmpty();
		token.tryEmitValue(new AccessToken("late"));
		this.time.advanceTimeBy(Duration.ofSeconds(4));
		assertThat(outcomes).allSatisfy((outcome) -> assertThat(outcome.value).isNotNull());
		assertPaced(10, Duration.ofMillis(200));
	}

	@Test
	void replayAfterARejectedTokenTakesAPermit() {
		CallPipeline pipeline = pipeline(new RateLimit(10, Duration.ofMillis(200), 1000));
		this.api = (number) -> (number % 2 == 1) ? error(401, "CDP_ETL.AUTH.TOKEN_EXPIRED") : ok();
		for (int i = 0; i < 50; i++) {
			call(pipeline, WRITE);
		}
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.sent.size()).isGreaterThan(50);
		assertPaced(10, Duration.ofMillis(200));
	}

	@Test
	void tokenThatExpiredDuringTheWaitForThePermitIsNotSent() {
		CallPipeline pipeline = pipeline(new RateLimit(1, Duration.ofSeconds(10), 1000));
		call(pipeline, WRITE);
		Outcome waiting = call(pipeline, WRITE);
		this.tokens.expired = true;
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(waiting.value).isNotNull();
		assertThat(this.sent.get(1).getFirst("Authorization")).isEqualTo("Bearer token-2");
	}

	private void assertPaced(int permits, Duration period) {
		for (int i = permits + 1; i < this.sentAt.size(); i++) {
			assertThat(this.sentAt.get(i) - this.sentAt.get(i - permits - 1)).as("request %s", i)
				.isGreaterThanOrEqualTo((long) (period.toNanos() * 0.85));
		}
	}

	private static Effect effect(Outcome outcome) {
		assertThat(outcome.failure).isInstanceOf(ExperitureException.class);
		return ((ExperitureException) outcome.failure).effect();
	}

	@Test
	void conflictIsRetriedOnlyWhereItPasses() {
		this.api = (number) -> error(409, (number == 1) ? "CDP_ETL.WRITE.CONFLICT" : "JOURNEY_API.X.NOT_DRAFT");
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.failure).isInstanceOf(ConflictException.class);
		assertThat(this.sent).hasSize(2);
	}

	@Test
	void rejectedTokenIsReplacedAndTheCallReplayedOnce() {
		this.api = (number) -> (number == 1) ? error(401, "CDP_ETL.AUTH.TOKEN_EXPIRED") : ok();
		assertThat(call(pipeline(), WRITE).value).isNotNull();
		assertThat(this.sent).extracting((headers) -> headers.getFirst("Authorization"))
			.containsExactly("Bearer token-1", "Bearer token-2");
		this.sent.clear();
		this.api = (number) -> error(401, "CDP_ETL.AUTH.UNAUTHORIZED");
		Outcome outcome = call(pipeline(), WRITE);
		assertThat(outcome.failure).isInstanceOf(AuthenticationException.class);
		assertThat(this.sent).hasSize(2);
	}

	@Test
	void rateLimitPausesItsClassAndNoOther() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> (number == 1) ? rateLimited("2") : ok();
		List<Outcome> batches = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			batches.add(call(pipeline, BATCH));
		}
		assertThat(batches).filteredOn((outcome) -> outcome.value == null).hasSize(50);
		this.sentAt.clear();
		for (int i = 0; i < 50; i++) {
			batches.add(call(pipeline, BATCH));
		}
		assertThat(this.sentAt).isEmpty();
		assertThat(call(pipeline, WRITE).value).isNotNull();
		this.sentAt.clear();
		this.time.advanceTimeBy(Duration.ofMillis(1999));
		assertThat(this.sentAt).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		assertThat(batches).allSatisfy((outcome) -> assertThat(outcome.value).isNotNull());
		assertThat(this.sentAt.stream().distinct()).hasSizeGreaterThan(20);
	}

	@Test
	void retryAfterBeyondTheDeadlineFailsAtOnceWithItsValue() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> rateLimited("3600");
		assertRateLimited(call(pipeline, BATCH), Duration.ofHours(1));
		assertThat(this.sent).hasSize(1);
		Outcome later = call(pipeline, BATCH);
		assertThat(later.failure).isInstanceOfSatisfying(RateLimitedException.class,
				(limited) -> assertThat(limited.retryAfter()).isGreaterThanOrEqualTo(Duration.ofHours(1)));
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void callThatWaitsForItsTurnIsToldAtOnceOfAPauseBeyondItsDeadline() {
		CallPipeline pipeline = pipeline(new RateLimit(1, Duration.ofSeconds(10), 100));
		call(pipeline, WRITE);
		this.api = (number) -> rateLimited("3600");
		Outcome refused = call(pipeline, WRITE);
		List<Outcome> waiting = List.of(call(pipeline, WRITE), call(pipeline, WRITE), call(pipeline, WRITE));
		this.time.advanceTimeBy(Duration.ofSeconds(11));
		assertRateLimited(refused, Duration.ofHours(1));
		assertThat(waiting).allSatisfy((outcome) -> assertThat(outcome.failure).isInstanceOfSatisfying(
				RateLimitedException.class,
				(limited) -> assertThat(limited.retryAfter()).isBetween(Duration.ofHours(1), Duration.ofMinutes(66))));
		assertThat(this.sent).hasSize(2);
	}

	@Test
	void refusalOfTheGateIsNoNewRefusalOfTheApi() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> rateLimited("3600");
		call(pipeline, WRITE);
		Duration pause = pipeline.status().endpointClass("single-write").pausedFor();
		for (int i = 0; i < 20; i++) {
			call(pipeline, WRITE);
		}
		assertThat(pipeline.status().endpointClass("single-write").pausedFor()).isEqualTo(pause);
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void deadlineThatPassesWhileWaitingForAPermitSendsNothingAndTakesNoPermit() {
		CallPipeline pipeline = pipeline(new RateLimit(1, Duration.ofMinutes(10), 100));
		call(pipeline, WRITE);
		Outcome waiting = call(pipeline, WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(3));
		assertThat(waiting.failure).isInstanceOf(CallTimeoutException.class)
			.hasMessageContaining("experiture.call-timeout");
		assertThat(this.sent).hasSize(1);
		this.time.advanceTimeBy(Duration.ofMinutes(7));
		assertThat(call(pipeline, WRITE).value).isNotNull();
	}

	@Test
	void callThatIsCancelledWhileWaitingForAPermitTakesNone() {
		CallPipeline pipeline = pipeline(new RateLimit(1, Duration.ofSeconds(10), 100));
		call(pipeline, WRITE);
		Disposable cancelled = pipeline.call(WRITE, CallOptions.none()).subscribe();
		cancelled.dispose();
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(this.sent).hasSize(1);
		assertThat(call(pipeline, WRITE).value).isNotNull();
	}

	@Test
	void queueIsBounded() {
		CallPipeline pipeline = pipeline(new RateLimit(1, Duration.ofSeconds(10), 2));
		call(pipeline, WRITE);
		call(pipeline, WRITE);
		call(pipeline, WRITE);
		assertThat(call(pipeline, WRITE).failure).isInstanceOf(QueueFullException.class)
			.hasMessageContaining("experiture.rate-limit.single-write.max-pending-calls");
	}

	@Test
	void attemptThatTakesTooLongIsRetriedUntilTheDeadline() {
		this.api = (number) -> Mono.never();
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofSeconds(119));
		assertThat(outcome.failure).isNull();
		assertThat(this.sent).hasSizeBetween(3, 4);
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(outcome.failure).isInstanceOf(CallTimeoutException.class);
	}

	@Test
	void timeoutOfOneCallIsItsOwn() {
		this.api = (number) -> Mono.never();
		Outcome outcome = new Outcome();
		pipeline().call(WRITE, CallOptions.builder().timeout(Duration.ofSeconds(1)).build())
			.subscribe(outcome::succeeded, outcome::failed);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(outcome.failure).isInstanceOf(CallTimeoutException.class).hasMessageContaining("1000 ms");
	}

	@Test
	void budgetEndsTheRetriesOfAllCallsTogether() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> answer(503, "");
		for (int i = 0; i < 100; i++) {
			call(pipeline, WRITE);
			this.time.advanceTimeBy(Duration.ofMinutes(2));
		}
		assertThat(this.sent).hasSize(100 + 100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "refused", "lost", "503", "429" })
	void outageOfTenMinutesBringsAtMostATenthMoreRequests(String outage) {
		CallPipeline pipeline = pipeline();
		this.connects = !outage.equals("refused");
		this.api = (number) -> switch (outage) {
			case "lost" -> Mono.error(new IOException("reset"));
			case "429" -> answer(429, "");
			default -> answer(503, "");
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
	void successAfterAPauseThatCostNothingPaysBackNoRetry() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> answer(503, "");
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
		this.api = (number) -> (number == 1) ? answer(503, "") : (number == 2) ? rateLimited("1") : ok();
		assertThat(callAndWait(pipeline).value).isNotNull();
		assertThat(pipeline.status().retriesLeft()).isEqualTo(95);
	}

	@Test
	void damagedAnswerIsRetriedAndAForeignOneIsNot() {
		this.api = (number) -> (number == 1) ? answer(200, "{\"success\":true,\"data\":{") : ok();
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.value).isNotNull();
		this.sent.clear();
		this.api = (number) -> answer(200, "<html>hello</html>");
		assertThat(call(pipeline(), WRITE).failure).isInstanceOf(InvalidResponseException.class);
		this.api = (number) -> answer(200, "[" + "[".repeat(100_000));
		assertThat(call(pipeline(), WRITE).failure).isInstanceOf(InvalidResponseException.class);
		this.api = (number) -> answer(200, "{\"success\":true,\"data\":" + "{\"a\":".repeat(100_000));
		Outcome deep = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(deep.failure).isInstanceOf(InvalidResponseException.class);
	}

	@Test
	void answerBeyondTheBoundIsRefused() {
		this.api = (number) -> answer(200, "{\"success\":true,\"data\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}");
		assertThat(call(pipeline(), WRITE).failure).isInstanceOf(InvalidResponseException.class)
			.hasMessageContaining("experiture.max-response-size");
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void correlationIdComesFromTheOptionsTheContextTheMdcOrIsNew() {
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
	void attemptThatSentNothingDoesNotHideOneThatMayHaveHadItsEffect() {
		this.api = (number) -> {
			this.connects = false;
			return Mono.error(new IOException("reset"));
		};
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ConnectionLostException.class)
			.hasMessageNotContaining("Nothing was sent")
			.hasMessageContaining("idempotency key " + this.sent.get(0).getFirst("Idempotency-Key"));
	}

	@Test
	void refusalForTheRateDoesNotHideAnAttemptThatMayHaveHadItsEffect() {
		this.api = (number) -> (number == 1) ? Mono.error(new IOException("reset")) : rateLimited("3600");
		Outcome outcome = callAndWait(pipeline());
		assertThat(outcome.failure).isInstanceOf(ConnectionLostException.class);
		assertThat(outcome.failure.getSuppressed()).hasAtLeastOneElementOfType(RateLimitedException.class);
	}

	@Test
	void sendThatWasRefusedForItsTokenAndThenNeverSentIsNoUnknownOutcome() {
		this.api = (number) -> {
			this.connects = false;
			return error(401, "CDP_ETL.AUTH.TOKEN_EXPIRED");
		};
		Outcome outcome = call(pipeline(), SEND);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ConnectionFailedException.class);
	}

	@Test
	void retryAfterIsRespectedForServerErrorsAsWell() {
		this.api = (number) -> (number > 1) ? ok() : Mono.fromSupplier(
				() -> ClientResponse.create(HttpStatus.BAD_GATEWAY).header("Retry-After", "30").body("").build());
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofSeconds(29));
		assertThat(this.sent).hasSize(1);
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(outcome.value).isNotNull();
	}

	@Test
	void everyRetryEventBearsTheCorrelationId() {
		List<String> events = new ArrayList<>();
		RetryRegistry retries = RetryRegistry.ofDefaults();
		CallPipeline pipeline = pipeline(RateLimit.DEFAULT, ObservationRegistry.NOOP,
				new Registries("experiture", retries, RateLimiterRegistry.ofDefaults()));
		retries.retry("experiture")
			.getEventPublisher()
			.onEvent((event) -> events.add(String.valueOf(event.getLastThrowable())));
		this.api = (number) -> answer(503, "");
		pipeline.call(WRITE, CallOptions.builder().correlationId("id-4711").build()).subscribe(null, (failure) -> {
		});
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(events).hasSize(6).allSatisfy((event) -> assertThat(event).contains("correlation id id-4711"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"first_name\":\"Confidential\"}", "[\"Confidential\"]",
			"<html>Authorization: Bearer Confidential</html>", "<html>Confidential@example.com</html>" })
	void bodyThatEchoesTheRequestIsNotRepeated(String body) {
		for (int status : new int[] { 200, 400 }) {
			this.api = (number) -> answer(status, body);
			assertThat(call(pipeline(), WRITE).failure).isInstanceOf(ExperitureException.class)
				.hasMessageNotContaining("Confidential");
		}
	}

	@Test
	void messageOfTheApiIsRepeatedWithoutTheValue() {
		String message = "{\"success\":false,\"error\":{\"code\":\"CDP_ETL.VALIDATION.REQUEST_INVALID\",\"message\":"
				+ "\"%s is no such thing\",\"details\":{\"path\":\"record.a\",\"value\":%s}}}";
		String value = "Confidential ".repeat(300);
		this.api = (number) -> answer(400, message.formatted(value, "\"" + value + "\""));
		assertThat(call(pipeline(), WRITE).failure).hasMessageContaining("*** is no such thing")
			.hasMessageNotContaining("Confidential");
		this.api = (number) -> answer(400, message.formatted("DE02120300000000202051", "null"));
		assertThat(call(pipeline(), WRITE).failure).hasMessageContaining("*** is no such thing");
	}

	@Test
	void cancelledCallIsNoSuccess() {
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
	void clientsOfOneRegistryKeepTheirOwnRetry() {
		Registries shared = Registries.ofDefaults();
		shared.retries().retry("experiture", RetryConfig.custom().maxAttempts(1).build());
		this.api = (number) -> (number == 1) ? answer(503, "") : ok();
		Outcome outcome = call(pipeline(RateLimit.DEFAULT, ObservationRegistry.NOOP, shared), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.value).isNotNull();
	}

	@Test
	void identifiersNeverBecomeTagsOfMetrics() {
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
	void brokenRuleOfTheRequestNamesTheCallAndSendsNothing() {
		Outcome outcome = call(pipeline(), request(Endpoint.RECORDS_APPEND, "../x"));
		assertThat(outcome.failure).isInstanceOf(InvalidRequestException.class).hasMessageContaining("records.append");
		assertThat(this.sentAt).isEmpty();
	}

	@Test
	void failureOfTheApplicationsFilterBeforeTheRequestIsTheCause() {
		UnsupportedOperationException filter = new UnsupportedOperationException("a filter");
		this.breaks = filter;
		Outcome outcome = call(pipeline(), WRITE);
		assertThat(outcome.failure).isInstanceOf(UnexpectedFailureException.class)
			.hasMessageContaining("UnsupportedOperationException")
			.hasCause(filter);
		assertThat(effect(outcome)).isEqualTo(Effect.NONE);
		assertThat(this.sentAt).hasSize(1);
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

	@Test
	void callThatWaitsForItsNextAttemptIsRefusedAfterTheClose() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> error(409, "CDP_ETL.CONFLICT");
		Outcome outcome = call(pipeline, WRITE);
		pipeline.close();
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("is closed")
			.hasCauseInstanceOf(ConflictException.class);
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void closeDoesNotHideAnAttemptThatMayHaveHadItsEffect() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> Mono.error(new IOException("reset"));
		Outcome outcome = call(pipeline, WRITE);
		pipeline.close();
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ConnectionLostException.class);
		assertThat(outcome.failure.getSuppressed()).hasAtLeastOneElementOfType(IllegalStateException.class);
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void closedClientDoesNotBlameTheTokenEndpoint() {
		CallPipeline pipeline = pipeline();
		this.tokens.answer = () -> {
			pipeline.close();
			throw new TokenFailure("the token endpoint cannot be reached; check the network", null, true);
		};
		assertThat(call(pipeline, WRITE).failure).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("is closed")
			.hasMessageNotContaining("network");
	}

	@Test
	void nothingIsSentWhereTheClientIsClosedWhileTheTokenComes() {
		CallPipeline pipeline = pipeline();
		this.tokens.answer = () -> {
			pipeline.close();
			return new AccessToken("late");
		};
		assertThat(call(pipeline, WRITE).failure).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("is closed");
		assertThat(this.sentAt).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void onlyWritesSendTheIdempotencyKeyOfTheirView(Endpoint endpoint) {
		IdempotencyKey key = IdempotencyKey.of("page");
		pipeline().call(request(endpoint, "a", "b"), CallOptions.builder().idempotencyKey(key).build()).subscribe();
		assertThat(this.sent).singleElement()
			.extracting((headers) -> headers.getFirst("Idempotency-Key"))
			.isEqualTo(endpoint.endpointClass().isWrite() ? key.toString() : null);
	}

	@Test
	void genericReadSendsNoIdempotencyKey() {
		pipeline()
			.call(ApiRequest.to(HttpMethod.POST, "/search", EndpointClass.READ).returning(JsonNode.class),
					CallOptions.builder().idempotencyKey(IdempotencyKey.of("search")).build())
			.subscribe();
		assertThat(this.sent).singleElement().matches((headers) -> !headers.containsHeader("Idempotency-Key"));
	}

	@Test
	void providerOfTheApplicationMayThrowAnything() {
		for (Throwable thrown : List.of(new IllegalStateException("s3cr3t"), new AssertionError("s3cr3t"))) {
			this.tokens.answer = () -> CallPipelineTests.sneakyThrow(thrown);
			assertThat(call(pipeline(), WRITE).failure).isInstanceOf(TokenException.class)
				.hasMessageContaining(thrown.getClass().getSimpleName())
				.hasMessageNotContaining("s3cr3t");
		}
		assertThat(this.sent).isEmpty();
	}

	@SuppressWarnings("unchecked")
	private static <T, E extends Throwable> T sneakyThrow(Throwable failure) throws E {
		throw (E) failure;
	}

	@Test
	void tokenRequestThatManyCallsWaitForIsPaidOnce() {
		TokenFailure shared = new TokenFailure("the token endpoint answered 503", null, true);
		this.tokens.answer = () -> {
			if (this.time.now(TimeUnit.MILLISECONDS) == 0) {
				throw shared;
			}
			return this.tokens.current;
		};
		CallPipeline pipeline = pipeline();
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			outcomes.add(call(pipeline, BATCH));
		}
		assertThat(pipeline.status().retriesLeft()).isEqualTo(RetrySettings.DEFAULT.budget() - 1);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcomes).allMatch((outcome) -> outcome.value != null);
		assertThat(pipeline.status().retriesLeft()).isEqualTo(RetrySettings.DEFAULT.budget());
	}

	@Test
	void failureThatComesAfterTheEndIsNoErrorOfTheApplication() {
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

	private static void assertRateLimited(Outcome outcome, Duration retryAfter) {
		assertThat(outcome.failure)
			.isInstanceOfSatisfying(RateLimitedException.class,
					(limited) -> assertThat(limited.retryAfter()).isEqualTo(retryAfter))
			.hasMessageContaining(retryAfter.toSeconds() + " s");
	}

	private Outcome call(CallPipeline pipeline, ApiRequest<JsonNode> request) {
		Outcome outcome = new Outcome();
		pipeline.call(request, CallOptions.none()).subscribe(outcome::succeeded, outcome::failed);
		return outcome;
	}

	private Outcome callAndWait(CallPipeline pipeline, Duration timeout) {
		Outcome outcome = new Outcome();
		pipeline.call(WRITE, CallOptions.builder().timeout(timeout).build())
			.subscribe(outcome::succeeded, outcome::failed);
		this.time.advanceTimeBy(timeout.plusMinutes(1));
		return outcome;
	}

	private Outcome callAndWait(CallPipeline pipeline) {
		Outcome outcome = call(pipeline, WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		return outcome;
	}

	private CallPipeline pipeline() {
		return pipeline(RateLimit.DEFAULT);
	}

	private CallPipeline pipeline(RateLimit singleWrites) {
		return pipeline(singleWrites, ObservationRegistry.NOOP, Registries.ofDefaults());
	}

	private CallPipeline pipeline(RateLimit singleWrites, ObservationRegistry registry, Registries registries) {
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

	private Mono<ClientResponse> exchange(ClientRequest request) {
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

	private static Mono<ClientResponse> failure(ClientRequest request, IOException cause) {
		return Mono.error(new WebClientRequestException(cause, request.method(), request.url(), request.headers()));
	}

	private static Mono<ClientResponse> ok() {
		return answer(200, "{\"success\":true,\"data\":{\"a\":1}}");
	}

	private static Mono<ClientResponse> rateLimited(String retryAfter) {
		return Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.TOO_MANY_REQUESTS)
			.header("Retry-After", retryAfter)
			.body("{\"success\":false,\"error\":{\"code\":\"CDP_ETL.RATE.LIMITED\",\"message\":\"slow down\"}}")
			.build());
	}

	private static Mono<ClientResponse> error(int status, String code) {
		return answer(status, "{\"success\":false,\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"}}");
	}

	private static Mono<ClientResponse> answer(int status, String body) {
		return Mono
			.fromSupplier(() -> ClientResponse.create(HttpStatusCode.valueOf(status), ExchangeStrategies.withDefaults())
				.body(body)
				.build());
	}

	private static ApiRequest<JsonNode> request(Endpoint endpoint, String... variables) {
		String[] used = Arrays.copyOf(variables, endpoint.path().split("\\{", -1).length - 1);
		return ApiRequest.to(endpoint, used).returning(JsonNode.class);
	}

	private static final class Outcome {

		private Object value;

		private Throwable failure;

		private void succeeded(Object result) {
			this.value = result;
		}

		private void failed(Throwable reason) {
			this.failure = reason;
		}

	}

	private static final class Tokens implements TokenProvider {

		private AccessToken current = new AccessToken("token-1");

		private int count = 1;

		private Supplier<AccessToken> answer = () -> this.current;

		private Mono<AccessToken> pending;

		private boolean expired;

		@Override
		public Mono<AccessToken> token() {
			return (this.pending != null) ? this.pending : Mono.fromSupplier(() -> this.answer.get());
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
