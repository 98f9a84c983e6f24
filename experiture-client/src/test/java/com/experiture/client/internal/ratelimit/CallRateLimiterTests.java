package com.experiture.client.internal.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.EndpointClassStatus;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.testing.RecordedEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CallRateLimiter}, on virtual time.
 */
class CallRateLimiterTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final long FAR = Duration.ofDays(1000).toNanos();

	private final List<Long> passed = new ArrayList<>();

	private final List<Permit> permits = new ArrayList<>();

	private final List<Throwable> failures = new ArrayList<>();

	private final RecordedEvents events = new RecordedEvents();

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
	}

	@Test
	void isUnlimitedWithoutConfigurationBeforeFirst429() {
		acquire(limiter(null, 10), 100_000);
		assertThat(this.passed).hasSize(100_000).containsOnly(0L);
	}

	@ParameterizedTest
	@CsvSource({ "5, 60000", "1, 1000", "10, 1000", "10, 10", "100, 100", "1000, 1000", "5000, 1000", "300000, 60000" })
	void spacesConfiguredPermitsEvenlyForAnyPeriod(int permits, long periodMillis) {
		CallRateLimiter limiter = limiter(permits, 1_000_000, Duration.ofMillis(periodMillis));
		double interval = periodMillis * 1e6 / permits;
		int count = Math.max(20, (int) (3e9 / interval));
		acquire(limiter, count);
		assertThat(this.passed).hasSize(1);
		this.time.advanceTimeBy(Duration.ofNanos((long) (interval * count * 1.01) + 1_000_000));
		assertThat(this.passed).hasSize(count);
		for (int i = 0; i < count; i++) {
			assertThat(this.passed.get(i)).isBetween((long) (i * interval) - count, (long) (i * interval) + 1_100_000);
		}
	}

	@Test
	void grantsConfiguredPermitsPerPeriod() {
		CallRateLimiter limiter = limiter(10, 1000);
		acquire(limiter, 30);
		this.time.advanceTimeBy(Duration.ofMillis(999));
		assertThat(this.passed).hasSize(10);
		this.time.advanceTimeBy(SECOND);
		assertThat(this.passed).hasSize(20);
		this.time.advanceTimeBy(SECOND);
		assertThat(this.passed).hasSize(30);
		assertThat(limiter.waiting()).isZero();
	}

	@Test
	void catchesUpTenMillisecondsAtMost() {
		CallRateLimiter limiter = limiter(1000, 1000);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		acquire(limiter, 50);
		assertThat(this.passed).hasSize(11);
	}

	@Test
	void catchesUpOneMillisecondPerRequest() {
		CallRateLimiter limiter = limiter(200, 1000);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		acquire(limiter, 20);
		this.time.advanceTimeBy(SECOND);
		List<Long> gaps = IntStream.range(1, 20).mapToObj((i) -> this.passed.get(i) - this.passed.get(i - 1)).toList();
		assertThat(gaps.subList(0, 10)).containsOnly(4_000_000L);
		assertThat(gaps.subList(10, 19)).containsOnly(5_000_000L);
	}

	@Test
	void pausesAllCallsThenGrantsPermitsOneByOne() {
		CallRateLimiter limiter = limiter(null, 1000);
		accept(limiter, 50);
		refuse(limiter, Duration.ofSeconds(2));
		this.passed.clear();
		acquire(limiter, 50);
		this.time.advanceTimeBy(Duration.ofMillis(1999));
		assertThat(this.passed).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.passed).hasSize(50);
		assertThat(this.passed.stream().distinct()).hasSizeGreaterThan(20);
	}

	@Test
	void startsWithRateAcceptedInLastSecond() {
		CallRateLimiter limiter = limiter(null, 1000);
		accept(limiter, 500);
		this.time.advanceTimeBy(Duration.ofMillis(1100));
		accept(limiter, 310);
		assertThat(limiter.status().limit()).isNull();
		refuse(limiter, SECOND);
		assertThat(limiter.status().limit()).isEqualTo(310);
	}

	@Test
	void startsWithTwentyPerSecondIfFewerWereAccepted() {
		CallRateLimiter limiter = limiter(null, 1000);
		accept(limiter, 10);
		refuse(limiter, SECOND);
		assertThat(limiter.status().limit()).isEqualTo(20);
	}

	@Test
	void startsWithOnePerSecondIfNoneWasAccepted() {
		CallRateLimiter limiter = limiter(null, 1000);
		List<Permit> first = take(limiter, 20);
		first.forEach((permit) -> limiter.throttled(permit, SECOND));
		assertThat(limiter.status().limit()).isEqualTo(1);
	}

	@Test
	void doublesRateWithEverySecondOfSaturation() {
		CallRateLimiter limiter = limiter(null, 10_000);
		accept(limiter, 100);
		refuse(limiter, SECOND);
		acquire(limiter, 10_000);
		this.time.advanceTimeBy(Duration.ofMillis(1050 + 3000));
		assertThat(limiter.status().limit()).isBetween(700, 850);
	}

	@Test
	void forgetsSingle429InIdleSecondWithNextResponse() {
		CallRateLimiter limiter = limiter(null, 1000);
		accept(limiter, 1);
		refuse(limiter, SECOND);
		this.time.advanceTimeBy(Duration.ofMillis(1100));
		accept(limiter, 1);
		assertThat(limiter.status().limit()).isNull();
		this.passed.clear();
		acquire(limiter, 200);
		assertThat(this.passed).hasSize(200);
	}

	@Test
	void limitsWaitingCallsBrieflyAfterSingle429() {
		CallRateLimiter limiter = limiter(null, 1000);
		accept(limiter, 1);
		refuse(limiter, SECOND);
		this.passed.clear();
		acquire(limiter, 200);
		this.time.advanceTimeBy(Duration.ofMillis(1050));
		assertThat(this.passed).hasSize(1);
		this.time.advanceTimeBy(SECOND);
		assertThat(this.passed).hasSize(200);
		accept(limiter, 1);
		assertThat(limiter.status().limit()).isNull();
	}

	@Test
	void limitsAfterSecond429WithinMinute() {
		CallRateLimiter limiter = limiter(null, 1000);
		for (int i = 0; i < 2; i++) {
			accept(limiter, 1);
			refuse(limiter, SECOND);
			this.time.advanceTimeBy(Duration.ofSeconds(30));
		}
		accept(limiter, 1);
		assertThat(limiter.status().limit()).isEqualTo(20);
	}

	@Test
	void keepsRateAfterOne429AmongHundredsOfResponses() {
		CallRateLimiter limiter = limiter(null, 1000);
		accept(limiter, 310);
		refuse(limiter, SECOND);
		this.time.advanceTimeBy(SECOND.multipliedBy(2));
		accept(limiter, 1);
		assertThat(limiter.status().limit()).isEqualTo(310);
	}

	@Test
	void ignoresRare429sWithoutPause() {
		CallRateLimiter limiter = limiter(null, 1000);
		for (int i = 0; i < 100_000; i++) {
			if (i % 40 == 39) {
				refuse(limiter, Duration.ZERO);
			}
			else {
				accept(limiter, 1);
			}
		}
		assertThat(limiter.status().limit()).isNull();
		assertThat(limiter.pausedFor()).isZero();
		assertThat(this.events.all()).isEmpty();
	}

	@Test
	void adaptsToFrequent429sWithoutPause() {
		CallRateLimiter limiter = limiter(null, 1000);
		for (int i = 0; i < 100; i++) {
			accept(limiter, 1);
			this.time.advanceTimeBy(SECOND);
			refuse(limiter, Duration.ZERO);
			this.time.advanceTimeBy(SECOND);
		}
		assertThat(limiter.status().limit()).isNotNull();
	}

	@Test
	void doublesPausesWhileNoneIsAccepted() {
		CallRateLimiter limiter = limiter(null, 1000);
		List<Duration> pauses = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			refuse(limiter, SECOND);
			pauses.add(limiter.pausedFor());
			this.time.advanceTimeBy(limiter.pausedFor());
			this.time.advanceTimeBy(HOUR);
		}
		assertThat(pauses).extracting(Duration::toMillis)
			.containsExactly(1050L, 2100L, 4200L, 8400L, 16800L, 16800L, 16800L);
		accept(limiter, 1);
		this.time.advanceTimeBy(HOUR);
		refuse(limiter, SECOND);
		assertThat(limiter.pausedFor().toMillis()).isEqualTo(1050L);
	}

	@Test
	void takesNoPermitForCancelledWait() {
		CallRateLimiter limiter = limiter(1, 10);
		acquire(limiter, 1);
		Disposable cancelled = limiter.acquire(FAR).subscribe((permit) -> this.passed.add(-1L));
		acquire(limiter, 1);
		cancelled.dispose();
		assertThat(limiter.waiting()).isEqualTo(1);
		this.time.advanceTimeBy(SECOND.multipliedBy(2));
		assertThat(this.passed).containsExactly(0L, SECOND.toNanos());
		acquire(limiter, 1);
		assertThat(this.passed).hasSize(3);
	}

	@Test
	void rejectsCallIfTooManyWait() {
		CallRateLimiter limiter = limiter(1, 2);
		acquire(limiter, 3);
		assertThat(limiter.waiting()).isEqualTo(2);
		StepVerifier.create(limiter.acquire(FAR)).verifyError(LimiterQueueFull.class);
	}

	@Test
	void keepsOrderOfPendingPermits() {
		CallRateLimiter limiter = limiter(1, 10);
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			int position = i;
			limiter.acquire(FAR).subscribe((permit) -> order.add(position));
		}
		this.time.advanceTimeBy(SECOND.multipliedBy(10));
		assertThat(order).containsExactly(0, 1, 2, 3);
	}

	@Test
	void passesOnPermitOfCallCancelledWhenGranted() {
		CallRateLimiter limiter = limiter(1, 10);
		acquire(limiter, 1);
		Disposable cancelled = limiter.acquire(FAR).subscribe((permit) -> this.passed.add(-1L));
		acquire(limiter, 1);
		this.events.whenever("waited read true", cancelled::dispose);
		this.time.advanceTimeBy(Duration.ofMillis(1900));
		assertThat(this.passed).hasSize(2).doesNotContain(-1L);
		assertThat(this.events.all()).hasSize(2);
	}

	@Test
	void leavesUnusedPermitToNextCall() {
		CallRateLimiter limiter = limiter(1, 10, Duration.ofMinutes(10));
		acquire(limiter, 1);
		Disposable cancelled = limiter.acquire(FAR).subscribe((permit) -> this.passed.add(-1L));
		this.events.whenever("waited read true", cancelled::dispose);
		this.time.advanceTimeBy(Duration.ofMinutes(11));
		assertThat(this.events.all()).hasSize(1);
		acquire(limiter, 2);
		assertThat(this.passed).hasSize(2).doesNotContain(-1L);
	}

	@Test
	void doesNotAccumulateUnusedPermits() {
		CallRateLimiter limiter = limiter(1, 10);
		acquire(limiter, 1);
		Disposable cancelled = limiter.acquire(FAR).subscribe();
		this.events.whenever("waited read true", cancelled::dispose);
		this.time.advanceTimeBy(SECOND.multipliedBy(10));
		acquire(limiter, 2);
		assertThat(this.passed).hasSize(2);
	}

	@Test
	void doesNotEndPauseForUnusedPermit() {
		CallRateLimiter limiter = limiter(1, 10);
		acquire(limiter, 1);
		Disposable cancelled = limiter.acquire(FAR).subscribe();
		acquire(limiter, 1);
		this.events.whenever("waited read true", () -> {
			if (!cancelled.isDisposed()) {
				limiter.throttled(this.permits.get(0), Duration.ofSeconds(30));
				cancelled.dispose();
			}
		});
		this.time.advanceTimeBy(Duration.ofSeconds(29));
		assertThat(this.passed).hasSize(1);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.passed).hasSize(2);
	}

	@Test
	void endsWaitAtOnceWhenPauseExceedsDeadline() {
		CallRateLimiter limiter = limiter(1, 10);
		acquire(limiter, 1);
		this.time.advanceTimeBy(SECOND);
		acquire(limiter, 1);
		limiter.acquire(Duration.ofSeconds(20).toNanos()).subscribe(null, this.failures::add);
		acquire(limiter, 1);
		limiter.throttled(this.permits.get(0), Duration.ofSeconds(10));
		assertThat(this.failures).isEmpty();
		limiter.throttled(this.permits.get(1), Duration.ofSeconds(60));
		assertThat(this.failures).singleElement()
			.isInstanceOfSatisfying(LimiterPaused.class,
					(paused) -> assertThat(paused.pause()).isEqualTo(Duration.ofSeconds(63)));
		assertThat(limiter.waiting()).isEqualTo(1);
		assertThat(this.events.starting("waited")).containsExactly("waited read false 0 ms");
		this.time.advanceTimeBy(Duration.ofSeconds(64));
		assertThat(this.passed).hasSize(3);
	}

	@Test
	void rejectsCallWhoseDeadlineIsWithinPause() {
		CallRateLimiter limiter = limiter(1, 10);
		refuse(limiter, Duration.ofSeconds(60));
		StepVerifier.create(limiter.acquire(SECOND.toNanos())).verifyError(LimiterPaused.class);
		assertThat(limiter.waiting()).isZero();
		assertThat(this.events.starting("waited")).isEmpty();
	}

	@Test
	void dropsNoErrorWhenCancelledDuringRejection() {
		CallRateLimiter limiter = limiter(1, 10);
		acquire(limiter, 1);
		List<Throwable> dropped = new ArrayList<>();
		Disposable cancelled = limiter.acquire(SECOND.toNanos())
			.contextWrite((context) -> context.put("reactor.onErrorDropped.local", (Consumer<Throwable>) dropped::add))
			.subscribe();
		this.events.whenever("waited read false", cancelled::dispose);
		limiter.throttled(this.permits.get(0), Duration.ofSeconds(60));
		assertThat(cancelled.isDisposed()).isTrue();
		assertThat(dropped).isEmpty();
	}

	@Test
	void reportsDurationOfWaits() {
		CallRateLimiter limiter = limiter(10, 1000);
		acquire(limiter, 3);
		assertThat(this.events.all()).isEmpty();
		limiter.acquire(FAR).subscribe().dispose();
		assertThat(this.events.all()).containsExactly("waited read false 0 ms");
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(this.events.starting("waited read true")).containsExactly("waited read true 100 ms",
				"waited read true 200 ms");
	}

	@Test
	void reportsOnePauseForMany429s() {
		CallRateLimiter limiter = limiter(null, 10);
		List<Permit> inFlight = take(limiter, 3);
		limiter.throttled(inFlight.get(0), Duration.ofSeconds(2));
		limiter.throttled(inFlight.get(1), Duration.ofSeconds(3));
		assertThat(limiter.pausedFor()).isEqualTo(Duration.ofMillis(3150));
		assertThat(this.events.all()).containsExactly("paused read 2000 ms");
		limiter.accepted(inFlight.get(2));
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		accept(limiter, 1);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		refuse(limiter, SECOND);
		assertThat(this.events.all()).containsExactly("paused read 2000 ms", "paused read 1000 ms");
	}

	@Test
	void endsPauseAndForgetsAdaptiveLimitOnReset() {
		CallRateLimiter limiter = limiter(null, 1000);
		accept(limiter, 60);
		take(limiter, 40).forEach((permit) -> limiter.throttled(permit, Duration.ofSeconds(60)));
		this.passed.clear();
		acquire(limiter, 50);
		assertThat(this.passed).isEmpty();
		limiter.reset();
		assertThat(this.passed).hasSize(50);
		acquire(limiter, 50);
		assertThat(this.passed).hasSize(100);
		this.time.advanceTimeBy(Duration.ofSeconds(70));
		assertThat(limiter.status().limit()).isNull();
		assertThat(limiter.waiting()).isZero();
		acquire(limiter, 50);
		assertThat(this.passed).hasSize(150);
	}

	@Test
	void keepsConfiguredLimitOnReset() {
		CallRateLimiter limiter = limiter(10, 1000);
		acquire(limiter, 15);
		limiter.throttled(this.permits.get(0), Duration.ofSeconds(60));
		limiter.reset();
		assertThat(this.passed).hasSize(2);
		this.time.advanceTimeBy(Duration.ofMillis(1300));
		assertThat(this.passed).hasSize(15);
	}

	@Test
	void ignoresResponseToRequestBeforeReset() {
		CallRateLimiter limiter = limiter(null, 10);
		List<Permit> before = take(limiter, 2);
		limiter.reset();
		before.forEach((permit) -> limiter.throttled(permit, HOUR));
		assertThat(limiter.pausedFor()).isZero();
		acquire(limiter, 1);
		assertThat(this.permits).hasSize(1);
	}

	@Test
	void acceptsReturnOfPermitOnce() {
		CallRateLimiter limiter = limiter(null, 10);
		Permit permit = take(limiter, 1).get(0);
		limiter.accepted(permit);
		limiter.throttled(permit, HOUR);
		limiter.released(permit);
		assertThat(limiter.pausedFor()).isZero();
	}

	@Test
	void rejectsPendingAndLaterCallsWhenClosed() {
		CallRateLimiter limiter = limiter(1, 10);
		acquire(limiter, 3);
		limiter.close();
		assertThat(this.failures).hasSize(2).allMatch(LimiterClosed.class::isInstance);
		StepVerifier.create(limiter.acquire(FAR)).verifyError(LimiterClosed.class);
		limiter.accepted(this.permits.get(0));
		this.time.advanceTimeBy(HOUR);
		assertThat(this.passed).hasSize(1);
	}

	@Test
	void returnsStatus() {
		assertThat(limiter(null, 10).status()).isEqualTo(new EndpointClassStatus(null, null, SECOND, 0, Duration.ZERO));
		CallRateLimiter limiter = limiter(10, 10);
		assertThat(limiter.status()).isEqualTo(new EndpointClassStatus(10, 1, SECOND, 0, Duration.ZERO));
		acquire(limiter, 3);
		assertThat(limiter.status()).isEqualTo(new EndpointClassStatus(10, 0, SECOND, 2, Duration.ZERO));
		limiter.throttled(this.permits.get(0), Duration.ofSeconds(2));
		assertThat(limiter.status().pausedFor()).isEqualTo(Duration.ofMillis(2100));
	}

	@Test
	void limitsPauseAndEndsItWithAcceptedProbe() {
		CallRateLimiter limiter = limiter(null, 100);
		accept(limiter, 50);
		refuse(limiter, Duration.ofDays(2));
		assertThat(limiter.pausedFor()).isBetween(CallRateLimiter.MAX_PAUSE, CallRateLimiter.MAX_PAUSE.multipliedBy(2));
		this.passed.clear();
		this.permits.clear();
		acquire(limiter, 20);
		this.time.advanceTimeBy(Duration.ofMinutes(6));
		assertThat(this.passed).hasSize(1);
		this.time.advanceTimeBy(Duration.ofMinutes(4));
		assertThat(this.passed).hasSize(1);
		limiter.accepted(this.permits.get(0));
		this.time.advanceTimeBy(SECOND);
		assertThat(this.passed).hasSize(20);
	}

	@Test
	void pausesAgainAfterRejectedProbe() {
		CallRateLimiter limiter = limiter(null, 100);
		refuse(limiter, Duration.ofDays(2));
		this.passed.clear();
		this.permits.clear();
		acquire(limiter, 20);
		for (int probes = 1; probes <= 10; probes++) {
			this.time.advanceTimeBy(Duration.ofMinutes(6));
			assertThat(this.passed).hasSize(probes);
			limiter.throttled(this.permits.get(probes - 1), Duration.ofDays(2));
			this.time.advanceTimeBy(Duration.ofMinutes(4));
			assertThat(this.passed).hasSize(probes);
		}
	}

	@Test
	void sendsNextProbeAfterProbeWithoutResponse() {
		CallRateLimiter limiter = limiter(null, 100);
		refuse(limiter, Duration.ofDays(2));
		this.passed.clear();
		this.permits.clear();
		acquire(limiter, 20);
		this.time.advanceTimeBy(Duration.ofMinutes(6));
		for (int probes = 1; probes <= 10; probes++) {
			assertThat(this.passed).hasSize(probes);
			limiter.released(this.permits.get(probes - 1));
			this.time.advanceTimeBy(Duration.ofSeconds(2));
		}
	}

	@Test
	void sendsNextProbeAfterProbeCancelledWhenGranted() {
		CallRateLimiter limiter = limiter(null, 100);
		refuse(limiter, Duration.ofDays(2));
		this.passed.clear();
		Disposable cancelled = limiter.acquire(FAR).subscribe((permit) -> this.passed.add(-1L));
		acquire(limiter, 3);
		this.events.whenever("waited read true", cancelled::dispose);
		this.time.advanceTimeBy(Duration.ofMinutes(6));
		assertThat(this.passed).hasSize(1).doesNotContain(-1L);
	}

	@Test
	void endsProbingOnReset() {
		CallRateLimiter limiter = limiter(null, 100);
		refuse(limiter, Duration.ofDays(2));
		this.passed.clear();
		acquire(limiter, 20);
		this.time.advanceTimeBy(Duration.ofMinutes(6));
		limiter.reset();
		assertThat(this.passed).hasSize(20);
	}

	@Test
	void reportsRequestedPauseOfRejectedCall() {
		CallRateLimiter limiter = limiter(null, 100);
		refuse(limiter, HOUR);
		StepVerifier.create(limiter.acquire(SECOND.toNanos()))
			.verifyErrorSatisfies(
					(failure) -> assertThat(((LimiterPaused) failure).pause()).isBetween(HOUR, HOUR.plusMinutes(6)));
	}

	@ParameterizedTest
	@CsvSource({ "PT-5S", "PT0S", "PT0.000000001S", "P36500D", "P10000000000D" })
	void acceptsPauseOfAnyLength(Duration asked) {
		CallRateLimiter limiter = limiter(null, 100);
		for (int i = 0; i < 100; i++) {
			refuse(limiter, asked);
			assertThat(limiter.pausedFor()).isBetween(Duration.ZERO, CallRateLimiter.MAX_PAUSE.multipliedBy(2));
			this.time.advanceTimeBy(limiter.pausedFor());
			this.time.advanceTimeBy(HOUR);
		}
		accept(limiter, 1);
		assertThat(limiter.pausedFor()).isZero();
	}

	@Test
	void grantsPermitsWhenCallbackFails() {
		List<String> calls = new ArrayList<>();
		ClientListener broken = new ClientListener() {

			@Override
			public void permitWaitEnded(String endpointClass, boolean acquired, long nanos) {
				calls.add("waited");
				throw new AssertionError("a listener");
			}

			@Override
			public void paused(String endpointClass, long nanos) {
				calls.add("paused");
				throw new StackOverflowError("a listener");
			}

		};
		CallRateLimiter limiter = new CallRateLimiter(new RateLimit(10_000, SECOND, 1000),
				new LimiterReports("read", "test.read", broken), this.nanoTime, () -> 0.5);
		acquire(limiter, 1);
		for (int i = 0; i < 50; i++) {
			limiter.acquire(FAR).subscribe((permit) -> {
				throw new StackOverflowError("a subscriber");
			}, (failure) -> {
			});
			acquire(limiter, 1);
		}
		limiter.acquire(SECOND.toNanos()).subscribe(null, (failure) -> {
			throw new IllegalStateException("a subscriber");
		});
		limiter.acquire(SECOND.toNanos()).subscribe(null, this.failures::add);
		limiter.throttled(this.permits.get(0), Duration.ofSeconds(5));
		assertThat(this.failures).hasSize(1);
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		assertThat(this.passed).hasSize(51);
		assertThat(calls).contains("paused", "waited");
	}

	@Test
	void sendsNextProbeAfterLostPermit() {
		CallRateLimiter limiter = limiter(null, 100);
		refuse(limiter, Duration.ofDays(2));
		this.passed.clear();
		acquire(limiter, 3);
		this.time.advanceTimeBy(Duration.ofMinutes(6));
		assertThat(this.passed).hasSize(1);
		this.time.advanceTimeBy(Duration.ofMinutes(5));
		assertThat(this.passed).hasSize(2);
	}

	@Test
	void implementsRateLimiterOfResilience4j() {
		CallRateLimiter limiter = limiter(null, 100);
		LimiterReports reports = reports();
		limiter = new CallRateLimiter(new RateLimit(null, SECOND, 100), reports, this.nanoTime, () -> 0.5);
		RegisteredRateLimiter registered = registered(limiter, reports, null);
		List<String> published = new ArrayList<>();
		registered.getEventPublisher()
			.onSuccess((event) -> published.add("success " + event.getRateLimiterName()))
			.onFailure((event) -> published.add("failure " + event.getNumberOfPermits()));
		assertThat(registered.getName()).isEqualTo("test.read");
		assertThat(registered.getRateLimiterConfig().getLimitForPeriod()).isEqualTo(PermitRate.UNLIMITED);
		assertThat(registered.getMetrics().getAvailablePermissions()).isEqualTo(1);
		registered.changeLimitForPeriod(2);
		assertThat(registered.getRateLimiterConfig().getLimitForPeriod()).isEqualTo(2);
		assertThat(limiter.status().limit()).isEqualTo(2);
		acquire(limiter, 4);
		assertThat(registered.getMetrics().getAvailablePermissions()).isZero();
		assertThat(registered.getMetrics().getNumberOfWaitingThreads()).isEqualTo(3);
		assertThat(registered.acquirePermission()).isFalse();
		this.time.advanceTimeBy(Duration.ofMillis(1500));
		assertThat(this.passed).extracting((nanos) -> nanos / 1_000_000).containsExactly(0L, 500L, 1000L, 1500L);
		this.time.advanceTimeBy(Duration.ofMillis(500));
		assertThat(registered.acquirePermission()).isTrue();
		assertThat(registered.reservePermission()).isNegative();
		assertThat(registered.acquirePermission(3)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> registered.acquirePermission(0));
		registered.changeTimeoutDuration(SECOND);
		assertThat(registered.reservePermission()).isEqualTo(Duration.ofMillis(500).toNanos());
		assertThat(published).containsExactly("success test.read", "failure 1", "success test.read",
				"success test.read", "success test.read", "success test.read", "failure 1", "failure 3",
				"success test.read");
	}

	@Test
	void appliesRaisedLimitToPendingCalls() {
		LimiterReports reports = reports();
		CallRateLimiter limiter = new CallRateLimiter(new RateLimit(1, HOUR, 100), reports, this.nanoTime, () -> 0.5);
		RegisteredRateLimiter registered = registered(limiter, reports, 1);
		acquire(limiter, 10);
		registered.changeLimitForPeriod(36_000);
		this.time.advanceTimeBy(SECOND);
		assertThat(this.passed).hasSize(10);
		limiter.reset();
		assertThat(limiter.status().limit()).isEqualTo(36_000);
	}

	@Test
	void capsAdaptiveLimitByConfiguredLimit() {
		LimiterReports reports = reports();
		CallRateLimiter limiter = new CallRateLimiter(new RateLimit(null, SECOND, 100_000), reports, this.nanoTime,
				() -> 0.5);
		accept(limiter, 500);
		refuse(limiter, SECOND);
		registered(limiter, reports, null).changeLimitForPeriod(100);
		assertThat(limiter.status().limit()).isEqualTo(100);
		acquire(limiter, 10_000);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(limiter.status().limit()).isEqualTo(100);
		registered(limiter, reports, null).changeLimitForPeriod(10_000);
		assertThat(limiter.status().limit()).isEqualTo(500);
	}

	@Test
	void grantsPermitsWhenEventConsumerFails() {
		LimiterReports reports = reports();
		CallRateLimiter limiter = new CallRateLimiter(new RateLimit(100, SECOND, 100), reports, this.nanoTime,
				() -> 0.5);
		registered(limiter, reports, 100).getEventPublisher().onEvent((event) -> {
			throw new NoClassDefFoundError("a consumer");
		});
		acquire(limiter, 50);
		this.time.advanceTimeBy(SECOND);
		assertThat(this.passed).hasSize(50);
	}

	private void acquire(CallRateLimiter limiter, int times) {
		for (int i = 0; i < times; i++) {
			limiter.acquire(FAR).subscribe((permit) -> {
				this.permits.add(permit);
				this.passed.add(this.nanoTime.getAsLong());
			}, this.failures::add);
		}
	}

	private List<Permit> take(CallRateLimiter limiter, int times) {
		List<Permit> taken = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			limiter.acquire(FAR).subscribe(taken::add);
		}
		assertThat(taken).hasSize(times);
		return taken;
	}

	private void accept(CallRateLimiter limiter, int times) {
		take(limiter, times).forEach(limiter::accepted);
	}

	private void refuse(CallRateLimiter limiter, Duration retryAfter) {
		limiter.throttled(take(limiter, 1).get(0), retryAfter);
	}

	private LimiterReports reports() {
		return new LimiterReports("read", "test.read", this.events);
	}

	private CallRateLimiter limiter(Integer permits, int maxPendingCalls) {
		return limiter(permits, maxPendingCalls, SECOND);
	}

	private CallRateLimiter limiter(Integer permits, int maxPendingCalls, Duration period) {
		return new CallRateLimiter(new RateLimit(permits, period, maxPendingCalls), reports(), this.nanoTime,
				() -> 0.5);
	}

	private RegisteredRateLimiter registered(CallRateLimiter limiter, LimiterReports reports, Integer permits) {
		RateLimiterConfig config = RateLimiterConfig.custom()
			.limitForPeriod((permits != null) ? permits : PermitRate.UNLIMITED)
			.limitRefreshPeriod(SECOND)
			.timeoutDuration(Duration.ZERO)
			.build();
		return new RegisteredRateLimiter(limiter, reports, config, this.nanoTime);
	}

}
