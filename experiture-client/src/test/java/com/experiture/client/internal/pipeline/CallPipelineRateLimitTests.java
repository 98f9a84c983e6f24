package com.experiture.client.internal.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.call.CallOptions;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.QueueFullException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.settings.RateLimit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rate limiting in a {@link CallPipeline}.
 */
class CallPipelineRateLimitTests extends CallPipelineFixture {

	@Test
	void takesPermitAfterToken() {
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
	void takesPermitForReplayAfterRejectedToken() {
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
	void pausesOnlyRateLimitedClass() {
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
	void failsAtOnceWhenRetryAfterExceedsDeadline() {
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
	void failsWaitingCallsAtOnceWhenPauseExceedsDeadline() {
		CallPipeline pipeline = pipeline(new RateLimit(1, Duration.ofSeconds(10), 100));
		call(pipeline, WRITE);
		this.api = (number) -> rateLimited("3600");
		Outcome rejected = call(pipeline, WRITE);
		List<Outcome> waiting = List.of(call(pipeline, WRITE), call(pipeline, WRITE), call(pipeline, WRITE));
		this.time.advanceTimeBy(Duration.ofSeconds(11));
		assertRateLimited(rejected, Duration.ofHours(1));
		assertThat(waiting).allSatisfy((outcome) -> assertThat(outcome.failure).isInstanceOfSatisfying(
				RateLimitedException.class,
				(limited) -> assertThat(limited.retryAfter()).isBetween(Duration.ofHours(1), Duration.ofMinutes(66))));
		assertThat(this.sent).hasSize(2);
	}

	@Test
	void doesNotExtendPauseForCallsRejectedByLimiter() {
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
	void takesNoPermitWhenDeadlinePassesWhileWaiting() {
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
	void takesNoPermitWhenCancelledWhileWaiting() {
		CallPipeline pipeline = pipeline(new RateLimit(1, Duration.ofSeconds(10), 100));
		call(pipeline, WRITE);
		Disposable cancelled = pipeline.call(WRITE, CallOptions.none()).subscribe();
		cancelled.dispose();
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(this.sent).hasSize(1);
		assertThat(call(pipeline, WRITE).value).isNotNull();
	}

	@Test
	void limitsPendingPermits() {
		CallPipeline pipeline = pipeline(new RateLimit(1, Duration.ofSeconds(10), 2));
		call(pipeline, WRITE);
		call(pipeline, WRITE);
		call(pipeline, WRITE);
		assertThat(call(pipeline, WRITE).failure).isInstanceOf(QueueFullException.class)
			.hasMessageContaining("experiture.rate-limit.single-write.max-pending-calls");
	}

	private void assertPaced(int permits, Duration period) {
		for (int i = permits + 1; i < this.sentAt.size(); i++) {
			assertThat(this.sentAt.get(i) - this.sentAt.get(i - permits - 1)).as("request %s", i)
				.isGreaterThanOrEqualTo((long) (period.toNanos() * 0.85));
		}
	}

	private static void assertRateLimited(Outcome outcome, Duration retryAfter) {
		assertThat(outcome.failure)
			.isInstanceOfSatisfying(RateLimitedException.class,
					(limited) -> assertThat(limited.retryAfter()).isEqualTo(retryAfter))
			.hasMessageContaining(retryAfter.toSeconds() + " s");
	}

}
