package com.experiture.client.http;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import io.github.resilience4j.ratelimiter.RateLimiter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.EndpointClassStatus;

/**
 * Lets the calls of one endpoint class through: in their order, as many as the limit
 * permits, and none until the time that the API named with a 429. A permit is taken when
 * a call passes, so one that gives up waiting takes none; where it gives up in that very
 * moment, the next one has its turn.
 */
final class Gate {

	private static final long TICK = Duration.ofMillis(10).toNanos();

	private static final double REOPENING_JITTER = 0.1;

	// A late timer may make up for a tenth of a period, not for more.
	private static final double LARGEST_STEP = 0.1;

	private final String name;

	private final ClientListener listener;

	private final RateLimit limit;

	private final RateLimiter limiter;

	private final LongSupplier nanoTime;

	private final DoubleSupplier random;

	private LearnedLimit learned;

	private final Set<Waiter> waiting = new LinkedHashSet<>();

	private long opensAt;

	private long pacedAt;

	private boolean paused;

	private boolean drainScheduled;

	private int spare;

	private long spareUntil;

	Gate(String name, RateLimit limit, RateLimiter limiter, LongSupplier nanoTime, DoubleSupplier random,
			ClientListener listener) {
		this.name = name;
		this.listener = listener;
		this.limit = limit;
		this.limiter = limiter;
		this.nanoTime = nanoTime;
		this.random = random;
		this.opensAt = nanoTime.getAsLong();
		this.pacedAt = this.opensAt;
		this.learned = nothingLearned(this.opensAt);
	}

	private LearnedLimit nothingLearned(long now) {
		return new LearnedLimit(this.limit.ceiling(), this.limit.period().toNanos(), now);
	}

	/**
	 * Complete when it is the caller's turn. A cancelled wait takes no permit.
	 * @param deadline the time after which a turn is of no use
	 * @return completes, or fails with {@link GateFull} or {@link GatePaused}
	 */
	Mono<Void> pass(long deadline) {
		// Refused by a value: an error would be dropped where the caller is gone already.
		return Mono.defer(() -> tryPass() ? Mono.empty()
				: Mono.<RuntimeException>create((sink) -> enqueue(sink, deadline)).flatMap(Mono::error));
	}

	/**
	 * Count a request that the API did not refuse for its rate.
	 */
	synchronized void accepted() {
		this.learned.accepted(this.nanoTime.getAsLong());
	}

	/**
	 * Learn from a 429, and let nothing through for a while. Who cannot wait for so long
	 * is refused at once.
	 */
	void throttled(Duration pause) {
		List<Waiter> late = new ArrayList<>();
		boolean begins;
		synchronized (this) {
			begins = shut(pause);
			this.waiting.removeIf((waiter) -> isShutAt(waiter.deadline()) && late.add(waiter));
		}
		if (begins) {
			this.listener.paused(this.name, pause.toNanos());
		}
		for (Waiter waiter : late) {
			report(waiter, false);
			waiter.sink().success(new GatePaused(shutFor()));
		}
	}

	private boolean isShutAt(long time) {
		return time - this.opensAt < 0;
	}

	private boolean shut(Duration pause) {
		long now = this.nanoTime.getAsLong();
		boolean open = !isShutAt(now);
		this.learned.throttled(now);
		long jitter = (long) (pause.toNanos() * REOPENING_JITTER * this.random.getAsDouble());
		long until = now + pause.toNanos() + jitter;
		if (until - this.opensAt <= 0) {
			return false;
		}
		this.opensAt = until;
		this.paused = true;
		if (pause.compareTo(this.limit.period()) >= 0) {
			this.learned.pausedUntil(until);
		}
		return open;
	}

	/**
	 * Forget the pause and what was learned, and let those through who wait.
	 */
	void reset() {
		synchronized (this) {
			long now = this.nanoTime.getAsLong();
			this.learned = nothingLearned(now);
			this.opensAt = now;
			this.pacedAt = now - this.limit.period().toNanos();
			this.paused = false;
		}
		drain();
	}

	synchronized EndpointClassStatus status() {
		int most = learnedLimit();
		boolean limited = most < RateLimit.UNLIMITED;
		int left = Math.max(0, Math.min(most, this.limiter.getMetrics().getAvailablePermissions()));
		return new EndpointClassStatus(limited ? most : null, limited ? left : null, this.limit.period(), waiting(),
				shutFor().truncatedTo(ChronoUnit.MILLIS));
	}

	synchronized Duration shutFor() {
		return Duration.ofNanos(Math.max(0, this.opensAt - this.nanoTime.getAsLong()));
	}

	synchronized int waiting() {
		return this.waiting.size();
	}

	synchronized int learnedLimit() {
		this.learned.advance(this.nanoTime.getAsLong());
		return this.learned.current();
	}

	private synchronized boolean tryPass() {
		return this.waiting.isEmpty() && takePermit();
	}

	private boolean takePermit() {
		long now = this.nanoTime.getAsLong();
		if (isShutAt(now)) {
			return false;
		}
		this.learned.advance(now);
		if (this.learned.current() != this.limiter.getRateLimiterConfig().getLimitForPeriod()) {
			this.limiter.changeLimitForPeriod(this.learned.current());
		}
		if (this.spare > 0 && now - this.spareUntil < 0) {
			this.spare--;
			return true;
		}
		this.spare = 0;
		return this.limiter.getMetrics().getAvailablePermissions() > 0 && this.limiter.acquirePermission();
	}

	private void enqueue(MonoSink<RuntimeException> sink, long deadline) {
		Waiter waiter = new Waiter(sink, this.nanoTime.getAsLong(), deadline);
		sink.onCancel(() -> leave(waiter));
		RuntimeException refusal = null;
		synchronized (this) {
			if (isShutAt(deadline)) {
				refusal = new GatePaused(shutFor());
			}
			else if (this.waiting.size() >= this.limit.maxWaiting()) {
				refusal = new GateFull(this.limit.maxWaiting());
			}
			else if (!waiter.isGone()) {
				this.waiting.add(waiter);
				scheduleDrain();
			}
		}
		if (refusal != null) {
			sink.success(refusal);
		}
	}

	private void leave(Waiter waiter) {
		boolean waited;
		Waiter heir = null;
		synchronized (this) {
			waiter.goes();
			waited = this.waiting.remove(waiter) || waiter.isPermitted();
			if (waiter.isPermitted()) {
				this.spare++;
				this.spareUntil = this.nanoTime.getAsLong() + this.limit.period().toNanos();
				heir = next();
			}
		}
		if (waited) {
			report(waiter, false);
		}
		if (heir != null) {
			// Where many are cancelled together, the heir may be the next of them.
			Waiter next = heir;
			Schedulers.parallel().schedule(() -> let(next));
		}
	}

	private void drain() {
		List<Waiter> passing = new ArrayList<>();
		synchronized (this) {
			this.drainScheduled = false;
			long now = this.nanoTime.getAsLong();
			int most = due(now);
			this.pacedAt = now;
			Waiter next = (most > 0) ? next() : null;
			while (next != null) {
				passing.add(next);
				next = (passing.size() < most) ? next() : null;
			}
			if (!this.waiting.isEmpty()) {
				scheduleDrain();
			}
		}
		passing.forEach(this::let);
	}

	private @Nullable Waiter next() {
		Iterator<Waiter> first = this.waiting.iterator();
		if (!first.hasNext() || !takePermit()) {
			return null;
		}
		Waiter next = first.next();
		first.remove();
		next.permit();
		return next;
	}

	private void let(Waiter waiter) {
		report(waiter, true);
		waiter.sink().success();
	}

	private void report(Waiter waiter, boolean passed) {
		if (waiter.claimReport()) {
			this.listener.waited(this.name, passed, this.nanoTime.getAsLong() - waiter.since());
		}
	}

	private int due(long now) {
		double share = Math.min(LARGEST_STEP, (now - this.pacedAt) / (double) this.limit.period().toNanos());
		long spread = this.opensAt + this.limit.period().toNanos() - now;
		double afterPause = (this.paused && spread > 0) ? this.waiting.size() * (TICK / (double) (spread + TICK))
				: Double.MAX_VALUE;
		return (int) Math.ceil(Math.min(this.learned.current() * share, afterPause));
	}

	// Those who waited pass one after the other over the period, not all at its
	// beginning.
	private void scheduleDrain() {
		if (this.drainScheduled) {
			return;
		}
		this.drainScheduled = true;
		this.pacedAt = Math.max(this.pacedAt, this.opensAt);
		long pace = Math.max(TICK, this.limit.period().toNanos() / Math.max(1, this.learned.current()));
		long wait = Math.max(this.opensAt - this.nanoTime.getAsLong(), pace);
		Mono.delay(Duration.ofNanos(wait), Schedulers.parallel()).subscribe((ignored) -> drain());
	}

}
