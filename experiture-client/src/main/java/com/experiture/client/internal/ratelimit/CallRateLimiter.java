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
 * Lets the calls of one endpoint class through: in their order, evenly spaced by
 * {@link AdaptiveLimit}, and none until the time that the API named with a 429. A permit
 * is taken when it is the turn of a call, so a call that gives up waiting takes none.
 * <p>
 * A pause lasts {@link #MAX_PAUSE} at most. If the API asked for a longer one, single
 * requests probe after that time whether it still holds: the next one passes when the
 * response to the one before is there.
 */
public final class CallRateLimiter {

	/** The longest pause of a class, whatever the API asks for. */
	static final Duration MAX_PAUSE = RateLimit.MAX_PAUSE;

	private static final Duration PAUSE_IF_NONE_IS_NAMED = Duration.ofSeconds(1);

	private static final double SPREAD = AdaptiveLimit.REOPENING_JITTER;

	// What is due within it passes together: timers are no finer.
	private static final long TICK = Duration.ofMillis(1).toNanos();

	private static final long SURELY_NOT_BEGUN = Duration.ofSeconds(1).toNanos();

	private final RateLimit limit;

	private final LimiterReports reports;

	private final LongSupplier nanoTime;

	private final DoubleSupplier random;

	private final Set<PendingPermit> waiting = new LinkedHashSet<>();

	private double cap;

	private AdaptiveLimit pace;

	private long askedUntil;

	private boolean probing;

	private @Nullable Permit probe;

	private @Nullable Disposable alarm;

	private long alarmAt;

	private int alarms;

	private boolean closed;

	public CallRateLimiter(RateLimit limit, LimiterReports reports, LongSupplier nanoTime, DoubleSupplier random) {
		this.limit = limit;
		this.reports = reports;
		this.nanoTime = nanoTime;
		this.random = random;
		this.cap = PermitRate.perSecond(limit);
		this.askedUntil = nanoTime.getAsLong();
		this.pace = new AdaptiveLimit(this.cap, this.askedUntil);
	}

	/**
	 * Wait for the turn of a call. A cancelled wait takes no permit.
	 * @param deadline the time after which a turn is of no use
	 * @return the permit, to be given back with what the request met; or fails with
	 * {@link LimiterQueueFull}, {@link LimiterPaused} or {@link LimiterClosed}
	 */
	public Mono<Permit> acquire(long deadline) {
		// Refused by a value: an error would be dropped if the caller is gone already.
		return Mono.<Mono<Permit>>create((sink) -> ask(sink, deadline)).flatMap((turn) -> turn);
	}

	private void ask(MonoSink<Mono<Permit>> sink, long deadline) {
		PendingPermit pending = new PendingPermit(sink, this.nanoTime.getAsLong(), deadline);
		sink.onCancel(() -> leave(pending));
		Permit permit = null;
		RuntimeException refusal = null;
		synchronized (this) {
			long now = this.nanoTime.getAsLong();
			if (pending.isGone()) {
				return;
			}
			if (this.closed) {
				refusal = new LimiterClosed();
			}
			else if (this.waiting.isEmpty() && isTurn(now)) {
				permit = grant(pending, now, false);
			}
			else if (isPausedAt(deadline)) {
				refusal = new LimiterPaused(askedPause(now));
			}
			else if (this.waiting.size() >= this.limit.maxWaiting()) {
				refusal = new LimiterQueueFull(this.limit.maxWaiting());
			}
			else {
				this.waiting.add(pending);
				setAlarm(now);
			}
		}
		if (permit != null) {
			let(pending, permit);
		}
		else if (refusal != null) {
			refuse(pending, refusal);
		}
	}

	private boolean isTurn(long now) {
		return now - nextTurn() >= 0;
	}

	private long nextTurn() {
		long next = this.pace.nextTurn();
		if (this.probe == null) {
			return next;
		}
		// No request takes so long: its permit was lost.
		long lost = this.probe.sentAt() + MAX_PAUSE.toNanos();
		return (lost - next > 0) ? lost : next;
	}

	private boolean isPausedAt(long time) {
		return time - this.pace.opensAt() < 0;
	}

	private Duration askedPause(long now) {
		return Duration.ofNanos(Math.max(0, Math.max(this.pace.opensAt() - now, this.askedUntil - now)));
	}

	private Permit grant(PendingPermit pending, long now, boolean waited) {
		Permit permit = this.pace.take(now, waited);
		pending.permit(permit);
		if (this.probing) {
			this.probe = permit;
		}
		return permit;
	}

	/**
	 * The API responded to the request, with anything but a 429.
	 * @param permit the permit of the request
	 */
	public void accepted(Permit permit) {
		if (!permit.close()) {
			return;
		}
		synchronized (this) {
			if (permit.pace() != this.pace) {
				return;
			}
			long now = this.nanoTime.getAsLong();
			this.pace.accepted(permit, now, this.waiting.isEmpty());
			if (permit == this.probe) {
				endProbe(now);
				this.probing = false;
				this.askedUntil = now;
			}
		}
	}

	/**
	 * The API refused the request with a 429. Nothing of the class passes for a while,
	 * and calls that cannot wait for so long are refused at once.
	 * @param permit the permit of the request
	 * @param retryAfter the pause that the API asked for, {@code null} if it named none
	 */
	public void throttled(Permit permit, @Nullable Duration retryAfter) {
		if (!permit.close()) {
			return;
		}
		List<PendingPermit> late = new ArrayList<>();
		Duration asked = (retryAfter == null) ? PAUSE_IF_NONE_IS_NAMED
				: retryAfter.isNegative() ? Duration.ZERO : retryAfter;
		long begun;
		Duration askedNow;
		synchronized (this) {
			if (permit.pace() != this.pace) {
				return;
			}
			long now = this.nanoTime.getAsLong();
			begun = pause(permit, now, asked);
			askedNow = askedPause(now);
			if (this.waiting.removeIf((pending) -> isPausedAt(pending.deadline()) && late.add(pending))) {
				setAlarm(now);
			}
		}
		if (begun > 0) {
			this.reports.paused(begun);
		}
		late.forEach((pending) -> giveUp(pending, new LimiterPaused(askedNow)));
	}

	private long pause(Permit permit, long now, Duration asked) {
		double random = this.random.getAsDouble();
		boolean open = !isPausedAt(now);
		Duration shortened = (asked.compareTo(MAX_PAUSE) > 0) ? MAX_PAUSE : asked;
		long begun = this.pace.throttled(permit, now, shortened, random);
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
	 * The request ended without a response: cancelled, timed out or not connected.
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
		setAlarm(now);
	}

	/**
	 * Forget the pause and what was learned, and let those through who wait.
	 */
	public void reset() {
		synchronized (this) {
			long now = this.nanoTime.getAsLong();
			this.pace = new AdaptiveLimit(this.cap, now);
			this.askedUntil = now;
			this.probing = false;
			this.probe = null;
		}
		drain();
	}

	/**
	 * Refuse all calls from now on, and those that wait.
	 */
	public void close() {
		List<PendingPermit> left;
		synchronized (this) {
			this.closed = true;
			left = List.copyOf(this.waiting);
			this.waiting.clear();
			cancelAlarm(this.nanoTime.getAsLong());
		}
		left.forEach((pending) -> giveUp(pending, new LimiterClosed()));
	}

	public synchronized EndpointClassStatus status() {
		long now = this.nanoTime.getAsLong();
		double most = Math.ceil(this.pace.pace() * PermitRate.periodSeconds(this.limit) - 1e-6);
		boolean limited = !Double.isInfinite(most);
		return new EndpointClassStatus(limited ? (int) Math.max(1, most) : null, limited ? free(now) : null,
				this.limit.period(), this.waiting.size(), pausedFor().truncatedTo(ChronoUnit.MILLIS));
	}

	/**
	 * Return how long nothing passes because the API asked for it.
	 */
	public synchronized Duration pausedFor() {
		return Duration.ofNanos(Math.max(0, this.pace.opensAt() - this.nanoTime.getAsLong()));
	}

	synchronized int waiting() {
		return this.waiting.size();
	}

	/**
	 * Return how many calls could pass now: 1 or 0, as turns are spaced evenly.
	 */
	synchronized int free() {
		return free(this.nanoTime.getAsLong());
	}

	private int free(long now) {
		return (this.waiting.isEmpty() && isTurn(now)) ? 1 : 0;
	}

	/**
	 * Set another limit, until the client ends.
	 * @param permits how many requests may be sent in a period
	 */
	void changeLimit(int permits) {
		synchronized (this) {
			this.cap = permits / PermitRate.periodSeconds(this.limit);
			long now = this.nanoTime.getAsLong();
			this.pace.cap(this.cap, now);
			setAlarm(now);
		}
	}

	/**
	 * Take turns for something that is no call of this client.
	 * @param turns how many
	 * @param longest how long the first of them can be waited for, in nanoseconds
	 * @return how long it must be waited for, in nanoseconds; negative if that is too
	 * long, so that none is taken
	 */
	synchronized long reserve(int turns, long longest) {
		long now = this.nanoTime.getAsLong();
		long wait = Math.max(0, this.pace.nextTurn() - now);
		if (this.closed || this.probing || !this.waiting.isEmpty() || wait > longest) {
			return -1;
		}
		this.pace.skip(turns, now + wait);
		return wait;
	}

	/**
	 * Take the turn that is free now, if any.
	 * @return how many were taken
	 */
	synchronized int takeFree() {
		int free = free();
		if (free > 0) {
			this.pace.skip(free, this.nanoTime.getAsLong());
		}
		return free;
	}

	private void leave(PendingPermit pending) {
		boolean waited;
		synchronized (this) {
			long now = this.nanoTime.getAsLong();
			pending.goes();
			waited = this.waiting.remove(pending);
			Permit permit = pending.permit();
			// A turn that nobody took is left to the next one.
			if (permit != null && permit.close()) {
				waited |= permit.waited();
				permit.pace().giveBack(permit);
				if (permit == this.probe) {
					this.probe = null;
				}
				setAlarm(now);
			}
		}
		if (waited) {
			report(pending, false);
		}
	}

	private void ring(int number) {
		synchronized (this) {
			if (number != this.alarms) {
				return;
			}
		}
		drain();
	}

	private void drain() {
		List<PendingPermit> passing = new ArrayList<>();
		synchronized (this) {
			this.alarm = null;
			this.alarms++;
			long now = this.nanoTime.getAsLong();
			Iterator<PendingPermit> first = this.waiting.iterator();
			while (first.hasNext() && isTurn(now)) {
				PendingPermit next = first.next();
				first.remove();
				grant(next, now, true);
				passing.add(next);
			}
			setAlarm(now);
		}
		for (PendingPermit pending : passing) {
			Permit permit = pending.permit();
			if (permit != null) {
				report(pending, true);
				this.reports.guarded(() -> let(pending, permit));
			}
		}
	}

	private void let(PendingPermit pending, Permit permit) {
		this.reports.acquired(1, true);
		try {
			pending.sink().success(Mono.just(permit));
		}
		catch (Throwable ex) {
			released(permit);
			throw ex;
		}
	}

	private void refuse(PendingPermit pending, RuntimeException refusal) {
		this.reports.acquired(1, false);
		pending.sink().success(Mono.error(refusal));
	}

	private void giveUp(PendingPermit pending, RuntimeException refusal) {
		report(pending, false);
		this.reports.guarded(() -> refuse(pending, refusal));
	}

	private void report(PendingPermit pending, boolean passed) {
		if (pending.claimReport()) {
			this.reports.waited(passed, this.nanoTime.getAsLong() - pending.since());
		}
	}

	// One timer for all who wait, at the time of the next turn.
	private void setAlarm(long now) {
		if (this.waiting.isEmpty()) {
			return;
		}
		long next = Math.max(TICK, nextTurn() - now);
		if (this.alarm != null && this.alarmAt - (now + next) <= 0) {
			return;
		}
		cancelAlarm(now);
		int number = ++this.alarms;
		this.alarmAt = now + next;
		this.alarm = Schedulers.parallel().schedule(() -> ring(number), next, TimeUnit.NANOSECONDS);
	}

	private void cancelAlarm(long now) {
		this.alarms++;
		// Disposing of a task that has begun would interrupt its thread.
		if (this.alarm != null && this.alarmAt - now > SURELY_NOT_BEGUN) {
			this.alarm.dispose();
		}
		this.alarm = null;
	}

	private static long spread(Duration pause, double random) {
		return pause.toNanos() + (long) (pause.toNanos() * SPREAD * random);
	}

}
