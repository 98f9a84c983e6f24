package com.experiture.client.internal.polling;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.ApiError;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.ConnectionLostException;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.JobTimeoutException;
import com.experiture.client.error.NotFoundException;
import com.experiture.client.error.QueueFullException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.error.ServerErrorException;
import com.experiture.client.error.TokenException;
import com.experiture.client.internal.time.TimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StatePoller}, on virtual time.
 */
class StatePollerTests {

	private static final CallDetails CALL = new CallDetails("imports.get", "GET /", "id", null, 1);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final PollOptions<Object> WAIT = PollOptions.builder().timeout(HOUR).build();

	private final AtomicInteger reads = new AtomicInteger();

	private final List<Long> times = new ArrayList<>();

	private final List<CallOptions> options = new ArrayList<>();

	// In real time, for a test that waits for something that never comes.
	@BeforeEach
	void limitTests() {
		StepVerifier.setDefaultTimeout(Duration.ofSeconds(30));
	}

	@AfterEach
	void removeLimit() {
		StepVerifier.resetDefaultTimeout();
	}

	@ParameterizedTest
	@ValueSource(strings = { "completed", "failed" })
	void endsWhenJobEnds(String end) {
		StepVerifier.withVirtualTime(() -> await(WAIT, (read) -> job((read < 3) ? "running" : end, 0)))
			.thenAwait(HOUR)
			.assertNext((job) -> assertThat(job.state()).isEqualTo(end))
			.verifyComplete();
		assertThat(this.reads).hasValue(4);
	}

	@Test
	void readsImmediately() {
		StepVerifier.withVirtualTime(() -> await(WAIT, (read) -> job("completed", 0)))
			.expectSubscription()
			.expectNextCount(1)
			.verifyComplete();
	}

	@Test
	void readsLessOftenWhileStateIsUnchanged() {
		PollOptions<? super Job> wait = PollOptions.builder()
			.timeout(HOUR)
			.intervals(Duration.ofSeconds(10), Duration.ofSeconds(60))
			.build();
		StepVerifier.withVirtualTime(() -> await(wait, (read) -> job("running", 0)))
			.thenAwait(HOUR)
			.verifyError(JobTimeoutException.class);
		assertThat(pause(0)).isBetween(5_000L, 10_000L);
		assertThat(pause(1)).isBetween(7_500L, 15_000L);
		assertThat(pause(10)).isBetween(30_000L, 60_000L);
		assertThat(this.reads.get()).isBetween(60, 125);
	}

	@Test
	void readsMoreOftenAfterChange() {
		PollOptions<? super Job> wait = PollOptions.builder()
			.timeout(HOUR)
			.intervals(Duration.ofSeconds(10), Duration.ofSeconds(60))
			.build();
		StepVerifier.withVirtualTime(() -> await(wait, (read) -> job((read < 20) ? "queued" : "running", 0)))
			.thenAwait(HOUR)
			.verifyError(JobTimeoutException.class);
		assertThat(pause(19)).isBetween(30_000L, 60_000L);
		assertThat(pause(20)).isBetween(5_000L, 10_000L);
		assertThat(pause(21)).isBetween(7_500L, 15_000L);
	}

	@Test
	void ignoresProgressWithinState() {
		PollOptions<? super Job> wait = PollOptions.builder()
			.timeout(HOUR)
			.intervals(Duration.ofSeconds(10), Duration.ofSeconds(60))
			.build();
		StepVerifier.withVirtualTime(() -> await(wait, (read) -> job("running", read)))
			.thenAwait(HOUR)
			.verifyError(JobTimeoutException.class);
		assertThat(pause(20)).isBetween(30_000L, 60_000L);
		assertThat(this.reads.get()).isBetween(60, 125);
	}

	@Test
	void timesOutDuringRead() {
		AtomicBoolean cancelled = new AtomicBoolean();
		Mono<Job> hangs = Mono.<Job>never().doOnCancel(() -> cancelled.set(true));
		Duration timeout = Duration.ofMinutes(5);
		StepVerifier
			.withVirtualTime(() -> await(PollOptions.builder().timeout(timeout).build(),
					(read) -> (read < 2) ? job("running", 0) : hangs))
			.expectSubscription()
			.expectNoEvent(timeout.minusMillis(1))
			.thenAwait(Duration.ofMillis(1))
			.verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(JobTimeoutException.class)
				.hasMessageContaining("'running'"));
		assertThat(cancelled).isTrue();
	}

	@Test
	void limitsLastReadToShortestInterval() {
		PollOptions<? super Job> wait = PollOptions.builder()
			.timeout(HOUR)
			.intervals(Duration.ofSeconds(10), Duration.ofMinutes(10))
			.build();
		StepVerifier
			.withVirtualTime(() -> await(wait,
					(read) -> isOver() ? job("completed", 0).delayElement(Duration.ofSeconds(9)) : job("running", 0)))
			.thenAwait(HOUR.plusSeconds(9))
			.expectNextCount(1)
			.verifyComplete();
		StepVerifier
			.withVirtualTime(() -> await(wait,
					(read) -> isOver() ? job("completed", 0).delayElement(Duration.ofSeconds(11)) : job("running", 0)))
			.thenAwait(HOUR.plusSeconds(10))
			.verifyError(JobTimeoutException.class);
	}

	@Test
	void randomizesIntervals() {
		PollOptions<? super Job> wait = PollOptions.builder()
			.timeout(HOUR)
			.intervals(Duration.ofSeconds(10), Duration.ofSeconds(10))
			.build();
		StepVerifier.withVirtualTime(() -> await(wait, (read) -> job("running", 0)))
			.thenAwait(HOUR)
			.verifyError(JobTimeoutException.class);
		assertThat(this.times.stream().map((time) -> time % 1000).distinct().count()).isGreaterThan(10);
	}

	@ParameterizedTest
	@ValueSource(strings = { "not_scheduled", "scheduled", "running", "paused", "cancelled", "" })
	void continuesInUnknownState(String state) {
		Duration timeout = Duration.ofMinutes(5);
		StepVerifier
			.withVirtualTime(() -> await(PollOptions.builder().timeout(timeout).build(), (read) -> job(state, 0)))
			.expectSubscription()
			.expectNoEvent(timeout.minusMillis(1))
			.thenAwait(Duration.ofMillis(1))
			.verifyErrorSatisfies((failure) -> {
				assertThat(failure).isInstanceOf(JobTimeoutException.class)
					.hasMessageContaining("300000 ms")
					.hasMessageContaining("'" + state + "'")
					.hasMessageContaining("with await and the same id");
				JobTimeoutException timedOut = (JobTimeoutException) failure;
				assertThat(timedOut.lastState()).isEqualTo(state);
				assertThat(timedOut.jobId()).isEqualTo("j-1");
				assertThat(timedOut.call().attempts()).isEqualTo(this.reads.get());
				assertThat(timedOut.call().correlationId()).isEqualTo("trace");
			});
		assertThat(this.times).last().isEqualTo(timeout.toMillis());
	}

	@Test
	void usesConditionOfCaller() {
		PollOptions<? super Job> wait = PollOptions.<Job>builder()
			.timeout(HOUR)
			.until((Job job) -> job.state().equals("cancelled"))
			.build();
		StepVerifier.withVirtualTime(() -> await(wait, (read) -> job((read < 1) ? "completed" : "cancelled", 0)))
			.thenAwait(HOUR)
			.assertNext((job) -> assertThat(job.state()).isEqualTo("cancelled"))
			.verifyComplete();
	}

	@Test
	void continuesAfterTransientFailures() {
		ApiError error = new ApiError(503, null, null, null, null, null);
		List<ExperitureException> failures = List.of(new ServerErrorException(CALL, error),
				new ConnectionLostException(CALL, new IOException()),
				new CallTimeoutException(CALL, "limit", Duration.ofSeconds(1), null),
				new RateLimitedException(CALL, error), new QueueFullException(CALL, "read", "100 calls wait"),
				new TokenException(CALL, "no connection", null, true, null));
		StepVerifier
			.withVirtualTime(() -> await(WAIT,
					(read) -> (read < failures.size()) ? Mono.error(failures.get(read)) : job("completed", 0)))
			.thenAwait(HOUR)
			.expectNextCount(1)
			.verifyComplete();
		assertThat(this.reads).hasValue(7);
	}

	@Test
	void reportsLastFailureAsCauseOfTimeout() {
		ConnectionLostException lost = new ConnectionLostException(CALL, new IOException());
		StepVerifier.withVirtualTime(() -> await(WAIT, (read) -> Mono.error(lost)))
			.thenAwait(HOUR)
			.verifyErrorSatisfies((failure) -> {
				assertThat(failure).hasCause(lost).hasMessageContaining("not known");
				assertThat(((JobTimeoutException) failure).lastState()).isNull();
			});
	}

	@Test
	void omitsEarlierFailureAsCauseOfTimeout() {
		ConnectionLostException lost = new ConnectionLostException(CALL, new IOException());
		StepVerifier.withVirtualTime(() -> await(WAIT, (read) -> (read < 1) ? Mono.error(lost) : job("running", 0)))
			.thenAwait(HOUR)
			.verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(JobTimeoutException.class)
				.hasNoCause()
				.hasMessageContaining("'running'"));
	}

	@ParameterizedTest
	@MethodSource
	void failsOnOtherFailures(ExperitureException other) {
		StepVerifier.withVirtualTime(() -> await(WAIT, (read) -> (read < 1) ? job("running", 0) : Mono.error(other)))
			.thenAwait(HOUR)
			.verifyErrorSatisfies((failure) -> assertThat(failure).isSameAs(other));
	}

	static Stream<ExperitureException> failsOnOtherFailures() {
		return Stream.of(new NotFoundException(CALL, new ApiError(404, null, null, null, null, null)),
				new TokenException(CALL, "refused", "invalid_client", false, null));
	}

	@Test
	void stopsReadingWhenCancelled() {
		AtomicBoolean cancelled = new AtomicBoolean();
		StepVerifier
			.withVirtualTime(() -> await(WAIT,
					(read) -> (read < 2) ? job("running", 0) : Mono.<Job>never().doOnCancel(() -> cancelled.set(true))))
			.thenAwait(Duration.ofMinutes(30))
			.thenCancel()
			.verify();
		assertThat(cancelled).isTrue();
		assertThat(this.reads).hasValue(3);
	}

	@Test
	void readsWithCorrelationIdAndTimeoutButWithoutKey() {
		StepVerifier.withVirtualTime(() -> await(WAIT, (read) -> job("completed", 0)))
			.expectNextCount(1)
			.verifyComplete();
		assertThat(this.options)
			.containsExactly(CallOptions.builder().correlationId("trace").timeout(Duration.ofSeconds(9)).build());
	}

	@Test
	void startsNewWaitForEachSubscription() {
		StepVerifier.withVirtualTime(() -> {
			Mono<Job> end = await(WAIT, (read) -> job((read % 2 == 0) ? "running" : "completed", 0));
			return end.then(Mono.delay(HOUR)).then(end);
		}).thenAwait(HOUR.multipliedBy(3)).expectNextCount(1).verifyComplete();
		assertThat(this.reads).hasValue(4);
	}

	@Test
	void needsNoDeepStackForManyReads() {
		PollOptions<? super Job> wait = PollOptions.builder()
			.timeout(Duration.ofDays(1))
			.intervals(Duration.ofSeconds(1), Duration.ofSeconds(1))
			.build();
		StepVerifier.withVirtualTime(() -> await(wait, (read) -> job((read < 50_000) ? "running" : "completed", read)))
			.thenAwait(Duration.ofDays(1))
			.expectNextCount(1)
			.verifyComplete();
	}

	@Test
	void checksOptions() {
		PollOptions.Builder<Job> wait = PollOptions.<Job>builder().timeout(HOUR);
		assertThatIllegalArgumentException().isThrownBy(() -> PollOptions.builder().timeout(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> wait.intervals(Duration.ofSeconds(-1), HOUR));
		assertThatIllegalArgumentException().isThrownBy(() -> wait.intervals(HOUR, Duration.ofSeconds(1)));
		assertThatIllegalStateException().isThrownBy(() -> PollOptions.builder().build());
	}

	private Mono<Job> await(PollOptions<? super Job> wait, IntFunction<Mono<Job>> answers) {
		long start = now();
		CallOptions options = CallOptions.builder()
			.correlationId("trace")
			.timeout(Duration.ofSeconds(9))
			.idempotencyKey(IdempotencyKey.of("x"))
			.build();
		return StatePoller.await(new JobPoll<>("j-1", Endpoint.IMPORTS_GET, "await", (each) -> {
			this.options.add(each);
			this.times.add(TimeUnit.NANOSECONDS.toMillis(now() - start));
			return answers.apply(this.reads.getAndIncrement());
		}, Job::state, (job) -> List.of("completed", "failed").contains(job.state())), wait, options, "default",
				new TimeSource(StatePollerTests::now, InstantSource.system()));
	}

	private boolean isOver() {
		return this.times.get(this.times.size() - 1) == HOUR.toMillis();
	}

	private long pause(int index) {
		return this.times.get(index + 1) - this.times.get(index);
	}

	private static long now() {
		return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
	}

	private static Mono<Job> job(String state, int processed) {
		return Mono.just(new Job(state, processed));
	}

	private record Job(String state, int processed) {
	}

}
