package com.experiture.client.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import com.experiture.client.observation.EndpointClassStatus;
import com.experiture.client.observation.RecordedEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Gate}, on virtual time.
 */
class GateTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final long FAR = Duration.ofDays(10).toNanos();

	private final List<Long> passed = new ArrayList<>();

	private VirtualTimeScheduler time;

	private LongSupplier nanoTime;

	private final RecordedEvents events = new RecordedEvents();

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
	void isOpenWithoutALimit() {
		pass(gate(null, 10), 100_000);
		assertThat(this.passed).hasSize(100_000).containsOnly(0L);
	}

	@Test
	void letsAsManyThroughInAPeriodAsConfigured() {
		Gate gate = gate(10, 1000);
		pass(gate, 30);
		assertThat(this.passed).hasSize(10);
		this.time.advanceTimeBy(Duration.ofMillis(999));
		assertThat(this.passed).hasSize(10);
		this.time.advanceTimeBy(SECOND);
		assertThat(this.passed).hasSizeLessThanOrEqualTo(20);
		this.time.advanceTimeBy(SECOND.multipliedBy(3));
		assertThat(this.passed).hasSize(30);
		assertThat(gate.waiting()).isZero();
	}

	@Test
	void isShutForEverybodyAndThenReleasesOneAfterTheOther() {
		Gate gate = gate(null, 1000);
		accept(gate, 50);
		this.passed.clear();
		gate.throttled(Duration.ofSeconds(2));
		pass(gate, 50);
		this.time.advanceTimeBy(Duration.ofMillis(1999));
		assertThat(this.passed).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.passed).hasSize(50);
		assertThat(this.passed.stream().distinct()).hasSizeGreaterThan(20);
	}

	@Test
	void limitFallsByTheShareOfRefusalsAndGrowsAgain() {
		Gate gate = gate(100, 1000);
		accept(gate, 70);
		refuse(gate, 30);
		this.time.advanceTimeBy(SECOND);
		assertThat(gate.learnedLimit()).isEqualTo(74);
		this.time.advanceTimeBy(SECOND);
		assertThat(gate.learnedLimit()).isEqualTo(78);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(gate.learnedLimit()).isEqualTo(100);
	}

	@Test
	void learnsALimitWhereNoneIsConfigured() {
		Gate gate = gate(null, 1000);
		accept(gate, 200);
		refuse(gate, 50);
		this.time.advanceTimeBy(SECOND);
		assertThat(gate.learnedLimit()).isEqualTo(210);
		this.time.advanceTimeBy(Duration.ofDays(1));
		assertThat(gate.learnedLimit()).isEqualTo(RateLimit.UNLIMITED);
	}

	@Test
	void pauseOfTheApiTeachesNothing() {
		Gate gate = gate(null, 1000);
		accept(gate, 60);
		for (int i = 0; i < 40; i++) {
			gate.throttled(Duration.ofSeconds(60));
		}
		this.time.advanceTimeBy(Duration.ofSeconds(63));
		assertThat(gate.learnedLimit()).isEqualTo(60);
	}

	@Test
	void strayRefusalsDoNotThrottleForEver() {
		Gate gate = gate(null, 1000);
		for (int second = 0; second < 600; second++) {
			int sent = (int) (Math.min(1000, gate.learnedLimit()) * 0.9);
			accept(gate, sent);
			refuse(gate, Math.max(1, sent / 40));
			this.time.advanceTimeBy(SECOND);
		}
		assertThat(gate.learnedLimit()).isGreaterThanOrEqualTo(1000);
	}

	@Test
	void findsTheLimitOfTheServer() {
		Gate gate = gate(null, 1000);
		for (int second = 0; second < 60; second++) {
			int sent = Math.min(1000, gate.learnedLimit());
			accept(gate, Math.min(50, sent));
			refuse(gate, Math.max(0, sent - 50));
			this.time.advanceTimeBy(SECOND);
			if (second > 2) {
				assertThat(gate.learnedLimit()).isBetween(45, 56);
			}
		}
	}

	@Test
	void cancelledWaitTakesNoPermit() {
		Gate gate = gate(1, 10);
		pass(gate, 1);
		Disposable cancelled = gate.pass(FAR).subscribe(null, null, () -> this.passed.add(-1L));
		pass(gate, 1);
		cancelled.dispose();
		assertThat(gate.waiting()).isEqualTo(1);
		this.time.advanceTimeBy(SECOND.multipliedBy(2));
		assertThat(this.passed).hasSize(2).doesNotContain(-1L);
		this.time.advanceTimeBy(SECOND);
		pass(gate, 1);
		assertThat(this.passed).hasSize(3);
	}

	@Test
	void refusesWhereTooManyWait() {
		Gate gate = gate(1, 2);
		pass(gate, 3);
		assertThat(gate.waiting()).isEqualTo(2);
		StepVerifier.create(gate.pass(FAR)).verifyError(GateFull.class);
	}

	@Test
	void keepsTheOrderOfThoseWhoWait() {
		Gate gate = gate(1, 10);
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			int position = i;
			gate.pass(FAR).subscribe(null, null, () -> order.add(position));
		}
		this.time.advanceTimeBy(SECOND.multipliedBy(10));
		assertThat(order).containsExactly(0, 1, 2, 3);
	}

	@Test
	void callThatIsCancelledInItsTurnHandsItOn() {
		Gate gate = gate(1, 10);
		pass(gate, 1);
		Disposable cancelled = gate.pass(FAR).subscribe(null, null, () -> this.passed.add(-1L));
		pass(gate, 1);
		this.events.whenever("waited read true", cancelled::dispose);
		this.time.advanceTimeBy(Duration.ofMillis(1900));
		assertThat(this.passed).hasSize(2).doesNotContain(-1L);
		assertThat(this.events.all()).hasSize(2);
	}

	@Test
	void turnThatNobodyTookIsLeftForTheNextCall() {
		Gate gate = gate(1, 10, Duration.ofMinutes(10));
		pass(gate, 1);
		Disposable cancelled = gate.pass(FAR).subscribe(null, null, () -> this.passed.add(-1L));
		this.events.whenever("waited read true", cancelled::dispose);
		this.time.advanceTimeBy(Duration.ofMinutes(11));
		assertThat(this.events.all()).hasSize(1);
		pass(gate, 2);
		assertThat(this.passed).hasSize(2).doesNotContain(-1L);
	}

	@Test
	void turnThatNobodyTookIsNotKeptForEver() {
		Gate gate = gate(1, 10);
		pass(gate, 1);
		Disposable cancelled = gate.pass(FAR).subscribe();
		this.events.whenever("waited read true", cancelled::dispose);
		this.time.advanceTimeBy(SECOND.multipliedBy(10));
		pass(gate, 2);
		assertThat(this.passed).hasSize(2);
	}

	@Test
	void turnThatNobodyTookDoesNotOpenAShutGate() {
		Gate gate = gate(1, 10);
		pass(gate, 1);
		Disposable cancelled = gate.pass(FAR).subscribe();
		pass(gate, 1);
		this.events.whenever("waited read true", () -> {
			if (!cancelled.isDisposed()) {
				gate.throttled(Duration.ofSeconds(30));
				cancelled.dispose();
			}
		});
		this.time.advanceTimeBy(Duration.ofSeconds(29));
		assertThat(this.passed).hasSize(1);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.passed).hasSize(2);
	}

	@Test
	void pauseBeyondTheDeadlineEndsTheWaitAtOnce() {
		Gate gate = gate(1, 10);
		pass(gate, 1);
		List<Throwable> failures = new ArrayList<>();
		gate.pass(Duration.ofSeconds(20).toNanos()).subscribe(null, failures::add);
		pass(gate, 1);
		gate.throttled(Duration.ofSeconds(10));
		assertThat(failures).isEmpty();
		gate.throttled(Duration.ofSeconds(60));
		assertThat(failures).singleElement()
			.isInstanceOfSatisfying(GatePaused.class,
					(paused) -> assertThat(paused.pause()).isEqualTo(Duration.ofSeconds(63)));
		assertThat(gate.waiting()).isEqualTo(1);
		assertThat(this.events.starting("waited")).containsExactly("waited read false 0 ms");
		this.time.advanceTimeBy(Duration.ofSeconds(64));
		assertThat(this.passed).hasSize(2);
	}

	@Test
	void nobodyWaitsForAGateThatOpensBeyondTheDeadline() {
		Gate gate = gate(1, 10);
		gate.throttled(Duration.ofSeconds(60));
		StepVerifier.create(gate.pass(SECOND.toNanos())).verifyError(GatePaused.class);
		assertThat(gate.waiting()).isZero();
	}

	@Test
	void callThatIsCancelledWhileItIsRefusedDropsNothing() {
		Gate gate = gate(1, 10);
		pass(gate, 1);
		List<Throwable> dropped = new ArrayList<>();
		Disposable cancelled = gate.pass(SECOND.toNanos())
			.contextWrite((context) -> context.put("reactor.onErrorDropped.local", (Consumer<Throwable>) dropped::add))
			.subscribe();
		this.events.whenever("waited read false", cancelled::dispose);
		gate.throttled(Duration.ofSeconds(60));
		assertThat(cancelled.isDisposed()).isTrue();
		assertThat(dropped).isEmpty();
	}

	private void pass(Gate gate, int times) {
		for (int i = 0; i < times; i++) {
			gate.pass(FAR).subscribe(null, null, () -> this.passed.add(this.nanoTime.getAsLong()));
		}
	}

	@Test
	void reportsWhoWaitedAndHowLong() {
		Gate gate = gate(10, 1000);
		pass(gate, 12);
		assertThat(this.events.all()).isEmpty();
		gate.pass(FAR).subscribe().dispose();
		assertThat(this.events.all()).containsExactly("waited read false 0 ms");
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(this.events.starting("waited read true")).hasSize(2)
			.allSatisfy((event) -> assertThat(event).doesNotContain(" 0 ms"));
	}

	@Test
	void reportsOnePauseHoweverManyCallsAreRefusedMeanwhile() {
		Gate gate = gate(null, 10);
		gate.throttled(Duration.ofSeconds(2));
		gate.throttled(Duration.ofSeconds(3));
		assertThat(this.events.all()).containsExactly("paused read 2000 ms");
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		gate.throttled(Duration.ofSeconds(1));
		assertThat(this.events.all()).containsExactly("paused read 2000 ms", "paused read 1000 ms");
	}

	@Test
	void resetOpensItAtOnceAndForgetsWhatWasLearned() {
		Gate gate = gate(null, 1000);
		accept(gate, 60);
		for (int i = 0; i < 40; i++) {
			gate.throttled(Duration.ofSeconds(60));
		}
		pass(gate, 50);
		assertThat(this.passed).isEmpty();
		gate.reset();
		assertThat(this.passed).hasSize(50);
		pass(gate, 50);
		assertThat(this.passed).hasSize(100);
		this.time.advanceTimeBy(Duration.ofSeconds(70));
		assertThat(gate.learnedLimit()).isEqualTo(RateLimit.UNLIMITED);
		assertThat(gate.waiting()).isZero();
		pass(gate, 50);
		assertThat(this.passed).hasSize(150);
	}

	@Test
	void resetKeepsTheConfiguredLimit() {
		Gate gate = gate(10, 1000);
		pass(gate, 15);
		gate.throttled(Duration.ofSeconds(60));
		gate.reset();
		assertThat(this.passed).hasSize(10);
		this.time.advanceTimeBy(SECOND.multipliedBy(2));
		assertThat(this.passed).hasSize(15);
	}

	@Test
	void showsItsState() {
		assertThat(gate(null, 10).status()).isEqualTo(new EndpointClassStatus(null, null, SECOND, 0, Duration.ZERO));
		Gate gate = gate(10, 10);
		pass(gate, 12);
		assertThat(gate.status()).isEqualTo(new EndpointClassStatus(10, 0, SECOND, 2, Duration.ZERO));
		gate.throttled(Duration.ofSeconds(2));
		assertThat(gate.status().pausedFor()).isEqualTo(Duration.ofMillis(2100));
	}

	private static void refuse(Gate gate, int times) {
		for (int i = 0; i < times; i++) {
			gate.throttled(Duration.ZERO);
		}
	}

	private static void accept(Gate gate, int times) {
		for (int i = 0; i < times; i++) {
			gate.accepted();
		}
	}

	private Gate gate(Integer permits, int maxWaiting) {
		return gate(permits, maxWaiting, SECOND);
	}

	private Gate gate(Integer permits, int maxWaiting, Duration period) {
		RateLimit limit = new RateLimit(permits, period, maxWaiting);
		RateLimiter limiter = RateLimiter.of("test",
				RateLimiterConfig.custom()
					.limitForPeriod(limit.ceiling())
					.limitRefreshPeriod(limit.period())
					.timeoutDuration(Duration.ZERO)
					.build(),
				this.nanoTime::getAsLong);
		return new Gate("read", limit, limiter, this.nanoTime, () -> 0.5, this.events);
	}

}
