package com.experiture.client.internal.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.ConflictException;
import com.experiture.client.error.ConnectionFailedException;
import com.experiture.client.error.ConnectionLostException;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.OutcomeUnknownException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.error.UnexpectedFailureException;
import com.experiture.client.settings.RateLimit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the effect that a {@link CallPipeline} reports of failed calls, and its
 * retries of sends.
 */
class CallPipelineEffectTests extends CallPipelineFixture {

	@Test
	void neverRetriesSendAfterAmbiguousFailure() {
		List<Mono<ClientResponse>> ambiguous = List.of(Mono.error(new IOException("reset")), Mono.never(),
				response(500, ""), response(502, ""), response(503, ""), response(504, ""), response(200, "{\"succ"),
				response(200, "<html>"));
		for (Mono<ClientResponse> response : ambiguous) {
			this.sent.clear();
			this.api = (number) -> response;
			Outcome outcome = call(pipeline(), SEND);
			this.time.advanceTimeBy(Duration.ofMinutes(5));
			assertThat(outcome.failure).isInstanceOf(OutcomeUnknownException.class)
				.hasMessageContaining("GET /campaigns/{id}/status");
			assertThat(this.sent).hasSize(1);
		}
	}

	@Test
	void retriesSendOnlyAfterResponseDocumentedAsNotProcessed() {
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
	void reportsPossibleEffectOfEarlierAttemptWhenLastIsRejected(int status) {
		this.api = (number) -> error(status, "X.NO");
		Outcome rejected = callAndWait(pipeline());
		assertThat(effect(rejected)).isEqualTo(Effect.NONE);
		assertThat(rejected.failure).hasMessageNotContaining("taken effect");
		for (Mono<ClientResponse> lost : List.of(Mono.<ClientResponse>error(new IOException("reset")),
				response(502, ""), error(503, "CDP_ETL.BUSY"), response(200, "{\"success\":tr"),
				Mono.<ClientResponse>never())) {
			this.api = (number) -> (number == 1) ? lost : error(status, "X.NO");
			Outcome outcome = callAndWait(pipeline());
			assertThat(outcome.failure).isInstanceOf(ApiException.class).hasMessageContaining("may have taken effect");
			assertThat(((ApiException) outcome.failure).error().status()).isEqualTo(status);
			assertThat(effect(outcome)).isEqualTo(Effect.POSSIBLE);
		}
	}

	@Test
	void reportsNoEffectWhenAllAttemptsAreRejected() {
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
	void reportsPossibleEffectForAmbiguousStatus(int status) {
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
	void reportsEffectOfUnreadableSuccess() {
		this.api = (number) -> response(200, "{\"success\":true}");
		Outcome outcome = callAndWait(pipeline());
		assertThat(outcome.failure).isInstanceOf(InvalidResponseException.class).hasMessageContaining(", took effect");
		assertThat(effect(outcome)).isEqualTo(Effect.DONE);
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void treatsUnknownFailureAsAmbiguousOnceRequestMayBeSent() {
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

	@Test
	void reportsEffectAtDeadline() {
		this.api = (number) -> Mono.never();
		Outcome waiting = callAndWait(pipeline(), Duration.ofSeconds(10));
		assertThat(waiting.failure).isInstanceOf(CallTimeoutException.class);
		assertThat(effect(waiting)).isEqualTo(Effect.POSSIBLE);
		this.api = (number) -> error(409, "CDP_ETL.CONFLICT");
		Outcome rejected = callAndWait(pipeline(), Duration.ofMillis(1));
		assertThat(effect(rejected)).isEqualTo(Effect.NONE);
		CallPipeline limited = pipeline(new RateLimit(1, Duration.ofMinutes(10), 10));
		this.api = (number) -> ok();
		call(limited, WRITE);
		Outcome unsent = callAndWait(limited, Duration.ofSeconds(10));
		assertThat(unsent.failure).isInstanceOf(CallTimeoutException.class);
		assertThat(effect(unsent)).isEqualTo(Effect.NONE);
	}

	@Test
	void reportsSameEffectWithOperatorDebugHook() {
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
	void includesEffectOfEarlierCalls() {
		this.api = (number) -> error(400, "X.NO");
		Outcome outcome = call(pipeline(), WRITE.after(Effect.POSSIBLE));
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(effect(outcome)).isEqualTo(Effect.POSSIBLE);
	}

	@Test
	void keepsFailureOfFollowingCallThatSendsNothing() {
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
	void countsRequestRecreatedByFilterAsSent() {
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
	void doesNotSendAbandonedRequest() {
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
	void reportsUncertainAttemptWhenLaterOneSendsNothing() {
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
	void reportsUncertainAttemptWhenLaterOneIsRateLimited() {
		this.api = (number) -> (number == 1) ? Mono.error(new IOException("reset")) : rateLimited("3600");
		Outcome outcome = callAndWait(pipeline());
		assertThat(outcome.failure).isInstanceOf(ConnectionLostException.class);
		assertThat(outcome.failure.getSuppressed()).hasAtLeastOneElementOfType(RateLimitedException.class);
	}

	@Test
	void reportsNoUnknownOutcomeForSendRejectedForItsToken() {
		this.api = (number) -> {
			this.connects = false;
			return error(401, "CDP_ETL.AUTH.TOKEN_EXPIRED");
		};
		Outcome outcome = call(pipeline(), SEND);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ConnectionFailedException.class);
	}

	private static Throwable circle() {
		RuntimeException outer = new RuntimeException("secret");
		RuntimeException inner = new RuntimeException("secret", outer);
		outer.initCause(inner);
		return outer;
	}

}
