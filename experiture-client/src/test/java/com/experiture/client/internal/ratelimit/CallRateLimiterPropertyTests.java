package com.experiture.client.internal.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

import com.experiture.client.observation.ClientListener;
import com.experiture.client.settings.RateLimit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for a {@link CallRateLimiter} whatever its callers and the API do: random
 * calls, cancellations, responses, pauses and resets on virtual time, and many threads in
 * real time.
 */
class CallRateLimiterPropertyTests {

	private static final long FAR = Duration.ofDays(1000).toNanos();

	@AfterEach
	void stopTime() {
		VirtualTimeScheduler.reset();
	}

	static IntStream seeds() {
		return IntStream.rangeClosed(1, 60);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void grantsEachPermitOnceInOrderAndOutsidePauses(int seed) {
		new Run(seed).play();
	}

	@Test
	@Timeout(value = 1, unit = TimeUnit.MINUTES)
	void grantsPermitsWhenManyThreadsCancel() throws InterruptedException {
		CallRateLimiter limiter = new CallRateLimiter(new RateLimit(20_000, Duration.ofSeconds(1), 100_000),
				new LimiterReports("read", "test.read", new ClientListener() {
				}), System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
		int calls = 4_000;
		AtomicInteger ended = new AtomicInteger();
		CountDownLatch passed = new CountDownLatch(calls);
		Set<Permit> permits = java.util.concurrent.ConcurrentHashMap.newKeySet();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			for (int thread = 0; thread < 4; thread++) {
				threads.submit(() -> {
					for (int i = 0; i < calls / 4; i++) {
						long deadline = System.nanoTime() + FAR;
						Disposable cancelled = limiter.acquire(deadline).subscribe((permit) -> {
							limiter.released(permit);
							ended.incrementAndGet();
						});
						limiter.acquire(deadline).subscribe((permit) -> {
							permits.add(permit);
							limiter.accepted(permit);
							passed.countDown();
						});
						cancelled.dispose();
					}
				});
			}
			assertThat(passed.await(50, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(permits).hasSize(calls);
		assertThat(limiter.waiting()).isZero();
		assertThat(ended.get()).isLessThanOrEqualTo(calls);
	}

	private static final class Run {

		private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

		private final Random random;

		private final double perSecond;

		private final boolean configured;

		private final CallRateLimiter limiter;

		private final List<Permit> inFlight = new ArrayList<>();

		private final List<Disposable> waiting = new ArrayList<>();

		private final Set<Integer> cancelled = new HashSet<>();

		private final List<Long> passedAt = new ArrayList<>();

		private int calls;

		private int ended;

		private int last = -1;

		private long pausedUntil;

		private Run(int seed) {
			this.random = new Random(seed);
			this.configured = this.random.nextBoolean();
			int permits = 1 + this.random.nextInt(2000);
			this.perSecond = this.configured ? permits : Double.POSITIVE_INFINITY;
			this.limiter = new CallRateLimiter(
					new RateLimit(this.configured ? permits : null, Duration.ofSeconds(1), 100_000),
					new LimiterReports("read", "test.read", new ClientListener() {

						@Override
						public void permitWaitEnded(String endpointClass, boolean acquired, long nanos) {
							if (Run.this.random.nextInt(10) == 0) {
								cancelOne();
							}
						}

					}), this::now, this.random::nextDouble);
		}

		private void play() {
			for (int i = 0; i < 500; i++) {
				step();
			}
			settle();
			assertThat(this.limiter.waiting()).isZero();
			assertThat(this.ended).isEqualTo(this.calls);
			assertPace();
		}

		private void step() {
			switch (this.random.nextInt(8)) {
				case 0, 1, 2 -> call();
				case 3 -> cancelOne();
				case 4, 5 -> respond();
				case 6 -> this.time.advanceTimeBy(Duration.ofNanos((long) (this.random.nextDouble() * 2e8)));
				default -> this.time.advanceTimeBy(Duration.ofMillis(this.random.nextInt(30)));
			}
		}

		private void call() {
			int number = this.calls++;
			this.waiting.add(this.limiter.acquire(FAR).subscribe((permit) -> passed(number, permit)));
		}

		private void passed(int number, Permit permit) {
			assertThat(number).isGreaterThan(this.last);
			assertThat(this.cancelled).doesNotContain(number);
			assertThat(now()).isGreaterThanOrEqualTo(this.pausedUntil);
			this.last = number;
			this.ended++;
			this.passedAt.add(now());
			this.inFlight.add(permit);
		}

		private void cancelOne() {
			int number = this.random.nextInt(Math.max(1, this.waiting.size()));
			if (number > this.last && number < this.waiting.size() && this.cancelled.add(number)) {
				this.ended++;
				this.waiting.get(number).dispose();
			}
		}

		private void respond() {
			if (this.inFlight.isEmpty()) {
				return;
			}
			Permit permit = this.inFlight.remove(this.random.nextInt(this.inFlight.size()));
			switch (this.random.nextInt(10)) {
				case 0 -> throttle(permit, Duration.ofMillis(this.random.nextInt(3000)));
				case 1 -> throttle(permit, null);
				case 2 -> this.limiter.released(permit);
				case 3 -> throttle(permit, Duration.ofHours(this.random.nextInt(3)));
				default -> this.limiter.accepted(permit);
			}
		}

		private void throttle(Permit permit, Duration retryAfter) {
			this.limiter.throttled(permit, retryAfter);
			this.pausedUntil = Math.max(this.pausedUntil, now() + this.limiter.pausedFor().toNanos());
		}

		private void settle() {
			for (int i = 0; i < 10_000 && this.ended < this.calls; i++) {
				this.inFlight.forEach(this.limiter::accepted);
				this.inFlight.clear();
				this.time.advanceTimeBy(Duration.ofSeconds(10));
			}
		}

		// In no stretch of time more than the pace allows, ten milliseconds of lateness
		// made up for.
		private void assertPace() {
			if (!this.configured) {
				return;
			}
			for (int i = 0; i < this.passedAt.size(); i++) {
				for (int j = i + 1; j < Math.min(this.passedAt.size(), i + 50); j++) {
					double seconds = (this.passedAt.get(j) - this.passedAt.get(i)) / 1e9 + 0.01;
					assertThat(j - i).isLessThanOrEqualTo((int) Math.ceil(seconds * this.perSecond + 1));
				}
			}
		}

		private long now() {
			return this.time.now(TimeUnit.NANOSECONDS);
		}

	}

}
