package com.experiture.client.internal.ratelimit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.observation.EndpointClassStatus;
import com.experiture.client.settings.RateLimit;

/**
 * Grants permits to the calls of one endpoint class: in their order, evenly spaced by
 * {@link AdaptiveLimit}, and none during a pause that the API asked for with a 429. A
 * permit is taken when it is granted, so a call that gives up waiting takes none.
 * <p>
 * A pause lasts {@link #MAX_PAUSE} at most. If the API asked for a longer one, single
 * requests probe after that time whether it still applies: the next one is granted when
 * the response to the one before has arrived.
 */
public final class CallRateLimiter {

	/** The longest pause of a class, even if the API asks for a longer one. */
	static final Duration MAX_PAUSE = RateLimit.MAX_PAUSE;

	private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);

	private static final double SPREAD = AdaptiveLimit.PAUSE_JITTER;

	// Permits due within it are granted together: timers have no finer resolution.
	private static final long TICK = Duration.ofMillis(1).toNanos();

	private static final long NOT_STARTED_YET = Duration.ofSeconds(1).toNanos();

	private final RateLimit limit;

	private final LimiterReports reports;

	private final LongSupplier nanoTime;

	private final DoubleSupplier random;

	private final Set<PendingPermit> waiting = new LinkedHashSet<>();

	private double configured;

	private AdaptiveLimit adaptive;

	private long askedUntil;

	private boolean probing;

	private @Nullable Permit probe;

	private @Nullable Disposable timer;

	private long timerAt;

	private int timers;

	private boolean closed;

	public CallRateLimiter(RateLimit limit, LimiterReports reports, LongSupplier nanoTime, DoubleSupplier random) {
		this.limit = limit;
		this.reports = reports;
		this.nanoTime = nanoTime;
		this.random = random;
		this.configured = PermitRate.perSecond(limit);
		this.askedUntil = nanoTime.getAsLong();
		this.adaptive = new AdaptiveLimit(this.configured, this.askedUntil);
	}

	/**
	 * Wait for a permit. A cancelled wait takes none.
	 * @param deadline the time after which a permit is useless
	 * @return the permit, to be returned with the result of the request; fails with
	 * {@link LimiterQueueFull}, {@link LimiterPaused} or {@link LimiterClosed}
	 */
	public Mono<Permit> acquire(long deadline) {
		// A value, not an error: an error would be dropped if the caller has cancelled.
		return Mono.<Mono<Permit>>create((sink) -> request(sink, deadline)).flatMap((outcome) -> outcome);
	}

	private void request(MonoSink<Mono<Permit>> sink, long deadline) {
		PendingPermit pending = new PendingPermit(sink, this.nanoTime.getAsLong(), deadline);
		sink.onCancel(() -> cancelled(pending));
		Permit permit = null;
		RuntimeException rejection = null;
		synchronized (this) {
			long now = this.nanoTime.getAsLong();
			if (pending.isCancelled()) {
				return;
			}
			if (this.closed) {
				rejection = new LimiterClosed();
			}
			else if (this.waiting.isEmpty() && isPermitFree(now)) {
				permit = take(pending, now, false);
			}
			else if (isPausedAt(deadline)) {
				rejection = new LimiterPaused(askedPause(now));
			}
			else if (this.waiting.size() >= this.limit.maxPendingCalls()) {
				rejection = new LimiterQueueFull(this.limit.maxPendingCalls());
			}
			else {
				this.waiting.add(pending);
				setTimer(now);
			}
		}
		if (permit != null) {
			grant(pending, permit);
		}
		else if (rejection != null) {
			reject(pending, rejection);
		}
	}

	private boolean isPermitFree(long now) {
		return now - nextPermit() >= 0;
	}

	private long nextPermit() {
		long next = this.adaptive.nextPermit();
		if (this.probe == null) {
			return next;
		}
		// No request takes that long: its permit was lost.
		long lost = this.probe.sentAt() + MAX_PAUSE.toNanos();
		return (lost - next > 0) ? lost : next;
	}

	private boolean isPausedAt(long time) {
		return time - this.adaptive.pausedUntil() < 0;
	}

	private Duration askedPause(long now) {
		return Duration.ofNanos(Math.max(0, Math.max(this.adaptive.pausedUntil() - now, this.askedUntil - now)));
	}

	private Permit take(PendingPermit pending, long now, boolean waited) {
		Permit permit = this.adaptive.take(now, waited);
		pending.permit(permit);
		if (this.probing) {
			this.probe = permit;
		}
		return permit;
	}

	/**
	 * Return a permit after a response other than a 429.
	 * @param permit the permit of the request
	 */
	public void accepted(Permit permit) {
		if (!permit.close()) {
			return;
		}
		synchronized (this) {
			if (permit.limit() != this.adaptive) {
				return;
			}
			long now = this.nanoTime.getAsLong();
			this.adaptive.accepted(permit, now, this.waiting.isEmpty());
			if (permit == this.probe) {
				endProbe(now);
				this.probing = false;
				this.askedUntil = now;
			}
		}
	}

	/**
	 * Return a permit after a 429. The class pauses, and calls whose deadline is within
	 * the pause are rejected at once.
	 * @param permit the permit of the request
	 * @param retryAfter the pause that the API asked for, or {@code null} if it asked for
	 * none
	 */
	public void throttled(Permit permit, @Nullable Duration retryAfter) {
		if (!permit.close()) {
			return;
		}
		List<PendingPermit> tooLate = new ArrayList<>();
		Duration asked = (retryAfter == null) ? DEFAULT_PAUSE : retryAfter.isNegative() ? Duration.ZERO : retryAfter;
		long begun;
		Duration askedNow;
		synchronized (this) {
			if (permit.limit() != this.adaptive) {
				return;
			}
			long now = this.nanoTime.getAsLong();
			begun = pause(permit, now, asked);
			askedNow = askedPause(now);
			if (this.waiting.removeIf((pending) -> isPausedAt(pending.deadline()) && tooLate.add(pending))) {
				setTimer(now);
			}
		}
		if (begun > 0) {
			this.reports.paused(begun);
		}
		tooLate.forEach((pending) -> giveUp(pending, new LimiterPaused(askedNow)));
	}

	private long pause(Permit permit, long now, Duration asked) {
		double random = this.random.getAsDouble();
		boolean open = !isPausedAt(now);
		Duration shortened = (asked.compareTo(MAX_PAUSE) > 0) ? MAX_PAUSE : asked;
		long begun = this.adaptive.throttled(permit, now, shortened, random);
		if (permit == this.probe) {
			endProbe(now);
			this.probing = false;
			this.askedUntil = now;
		}
		if (asked != shortened) {
			this.probing = true;
			long until = now + spread(RetryAfter.bounded(asked), random);
			this.askedUntil = (until - this.askedUntil > 0) ? until : this.askedUntil;
		}
		return open ? begun : 0;
	}

	/**
	 * Return a permit after a request without a response: cancelled, timed out or not
	 * connected.
	 * @param permit the permit of the request
	 */
	public void released(Permit permit) {
		if (!permit.close()) {
			return;
		}
		synchronized (this) {
			if (permit == this.probe) {
				endProbe(this.nanoTime.getAsLong());
			}
		}
	}

	private void endProbe(long now) {
		this.probe = null;
		setTimer(now);
	}

	/**
	 * Forget the pause and the adaptive limit, and grant permits to waiting calls.
	 */
	public void reset() {
		synchronized (this) {
			long now = this.nanoTime.getAsLong();
			this.adaptive = new AdaptiveLimit(this.configured, now);
			this.askedUntil = now;
			this.probing = false;
			this.probe = null;
		}
		drain();
	}

	/**
	 * Reject all further calls, and those that wait.
	 */
	public void close() {
		List<PendingPermit> left;
		synchronized (this) {
			this.closed = true;
			left = List.copyOf(this.waiting);
			this.waiting.clear();
			cancelTimer(this.nanoTime.getAsLong());
		}
		left.forEach((pending) -> giveUp(pending, new LimiterClosed()));
	}

	public synchronized EndpointClassStatus status() {
		long now = this.nanoTime.getAsLong();
		double most = Math.ceil(this.adaptive.rate() * PermitRate.periodSeconds(this.limit) - 1e-6);
		boolean limited = !Double.isInfinite(most);
		return new EndpointClassStatus(limited ? (int) Math.max(1, most) : null, limited ? free(now) : null,
				this.limit.period(), this.waiting.size(), pausedFor().truncatedTo(ChronoUnit.MILLIS));
	}

	/**
	 * Return the rest of the pause that the API asked for.
	 */
	public synchronized Duration pausedFor() {
		return Duration.ofNanos(Math.max(0, this.adaptive.pausedUntil() - this.nanoTime.getAsLong()));
	}

	synchronized int waiting() {
		return this.waiting.size();
	}

	/**
	 * Return how many permits are free now: 1 or 0, as they are spaced evenly.
	 */
	synchronized int free() {
		return free(this.nanoTime.getAsLong());
	}

	private int free(long now) {
		return (this.waiting.isEmpty() && isPermitFree(now)) ? 1 : 0;
	}

	/**
	 * Configure another limit, until the client is closed.
	 * @param permits how many requests may be sent in a period
	 */
	void changeLimit(int permits) {
		synchronized (this) {
			this.configured = permits / PermitRate.periodSeconds(this.limit);
			long now = this.nanoTime.getAsLong();
			this.adaptive.configure(this.configured, now);
			setTimer(now);
		}
	}

	/**
	 * Take permits for work that is not a call of this client.
	 * @param permits how many
	 * @param longest the longest wait for the first of them, in nanoseconds
	 * @return the wait for it, in nanoseconds; negative if it is too long, so that none
	 * is taken
	 */
	synchronized long reserve(int permits, long longest) {
		long now = this.nanoTime.getAsLong();
		long wait = Math.max(0, this.adaptive.nextPermit() - now);
		if (this.closed || this.probing || !this.waiting.isEmpty() || wait > longest) {
			return -1;
		}
		this.adaptive.skip(permits, now + wait);
		return wait;
	}

	/**
	 * Take the permit that is free now, if any.
	 * @return how many were taken
	 */
	synchronized int takeFree() {
		int free = free();
		if (free > 0) {
			this.adaptive.skip(free, this.nanoTime.getAsLong());
		}
		return free;
	}

	private void cancelled(PendingPermit pending) {
		boolean waited;
		synchronized (this) {
			long now = this.nanoTime.getAsLong();
			pending.cancel();
			waited = this.waiting.remove(pending);
			Permit permit = pending.permit();
			// A permit that was not used is left to the next call.
			if (permit != null && permit.close()) {
				waited |= permit.waited();
				permit.limit().release(permit);
				if (permit == this.probe) {
					this.probe = null;
				}
				setTimer(now);
			}
		}
		if (waited) {
			report(pending, false);
		}
	}

	private void timerFired(int number) {
		synchronized (this) {
			if (number != this.timers) {
				return;
			}
		}
		drain();
	}

	private void drain() {
		List<PendingPermit> granted = new ArrayList<>();
		synchronized (this) {
			this.timer = null;
			this.timers++;
			long now = this.nanoTime.getAsLong();
			Iterator<PendingPermit> first = this.waiting.iterator();
			while (first.hasNext() && isPermitFree(now)) {
				PendingPermit next = first.next();
				first.remove();
				take(next, now, true);
				granted.add(next);
			}
			setTimer(now);
		}
		for (PendingPermit pending : granted) {
			Permit permit = pending.permit();
			if (permit != null) {
				report(pending, true);
				this.reports.guarded(() -> grant(pending, permit));
			}
		}
	}

	private void grant(PendingPermit pending, Permit permit) {
		this.reports.acquired(1, true);
		try {
			pending.sink().success(Mono.just(permit));
		}
		catch (Throwable ex) {
			released(permit);
			throw ex;
		}
	}

	private void reject(PendingPermit pending, RuntimeException rejection) {
		this.reports.acquired(1, false);
		pending.sink().success(Mono.error(rejection));
	}

	private void giveUp(PendingPermit pending, RuntimeException rejection) {
		report(pending, false);
		this.reports.guarded(() -> reject(pending, rejection));
	}

	private void report(PendingPermit pending, boolean passed) {
		if (pending.firstReport()) {
			this.reports.waited(passed, this.nanoTime.getAsLong() - pending.since());
		}
	}

	// One timer for all waiting calls, at the time of the next permit.
	private void setTimer(long now) {
		if (this.waiting.isEmpty()) {
			return;
		}
		long next = Math.max(TICK, nextPermit() - now);
		if (this.timer != null && this.timerAt - (now + next) <= 0) {
			return;
		}
		cancelTimer(now);
		int number = ++this.timers;
		this.timerAt = now + next;
		this.timer = Schedulers.parallel().schedule(() -> timerFired(number), next, TimeUnit.NANOSECONDS);
	}

	private void cancelTimer(long now) {
		this.timers++;
		// Disposing of a task that has started would interrupt its thread.
		if (this.timer != null && this.timerAt - now > NOT_STARTED_YET) {
			this.timer.dispose();
		}
		this.timer = null;
	}

	private static long spread(Duration pause, double random) {
		return pause.toNanos() + (long) (pause.toNanos() * SPREAD * random);
	}

}
