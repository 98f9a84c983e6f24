package com.experiture.client.internal.ratelimit;

import java.time.Duration;

/**
 * When the next request of an endpoint class may be sent. Requests are spaced evenly, by
 * the configured limit or by a pace that is learned from the 429 responses of the API.
 * Before the first 429 a class without a limit is not paced.
 * <p>
 * The first 429 begins a search: from the rate that was accepted before it, the pace
 * doubles with every second in which it holds calls back. The next 429 gives it a top.
 * From then on the pace climbs back to the top fast, stays there and finally probes
 * beyond it, until a 429 corrects the top. The closer the top is to the limit, the
 * smaller the correction and the rarer the probes. Times are measured in pauses, so that
 * limits and pauses of any size behave alike.
 * <p>
 * Times are in nanoseconds if they are {@code long}, in seconds if they are
 * {@code double}. Not thread-safe.
 */
final class AdaptiveLimit {

	private static final double SECOND = 1e9;

	/** A pace that holds nothing back. */
	private static final double UNLIMITED = Double.POSITIVE_INFINITY;

	// The search: where it begins, in requests per second, and how long it takes to
	// double.
	private static final double START = 20;

	private static final double START_IF_NOTHING_WAS_ACCEPTED = 1;

	private static final double DOUBLING = 1;

	// A lone 429 says little, so the search after it goes much faster.
	private static final double DOUBLING_AFTER_LONE = 0.1;

	// Fewer requests in a second do not come near a limit.
	private static final int IDLE = 10;

	private static final double LONE = 60;

	// How far a 429 corrects the top, as a share of it.
	private static final double FIRST_STEP = 0.3;

	private static final double SMALLEST_STEP = 0.03;

	private static final double LARGEST_STEP = 0.4;

	// Half a step is given up at so many requests per pause, more at more, less at less:
	// clients that share a limit end with equal shares, as the larger ones give up more.
	private static final double COMMON = 100;

	private static final double LEAST = 0.3;

	private static final double MOST = 2;

	private static final double LARGEST_CORRECTION = 0.2;

	// How many pauses it takes to climb back to the top: this by the step, at most
	// LONGEST.
	private static final double SPAN = 3;

	private static final double LONGEST = 40;

	private static final double GROWTH = 0.3;

	// A pause counts as at least so many requests.
	private static final double FEW = 4;

	private static final double SLOWEST = 0.005;

	private static final double LARGEST_EXPONENT = 20;

	// Pauses double while nothing is accepted between them, up to this.
	private static final double LONGEST_BACKOFF = 16;

	/** The share of a pause by which its end is spread. */
	static final double REOPENING_JITTER = 0.1;

	// A late timer is made up for by so much, and by so much with each request: a server
	// that allows no burst refuses what follows too close.
	private static final long LATE = Duration.ofMillis(10).toNanos();

	private static final long CATCH_UP = Duration.ofMillis(1).toNanos();

	private static final long LONGEST_INTERVAL = Duration.ofDays(365).toNanos();

	// A 429 that asks for no pause costs nothing, so it counts if others like it come.
	private static final double TOLERATED_SHARE = 0.1;

	private static final double SHARE_WEIGHT = 0.02;

	private final RecentCount recent = new RecentCount();

	private double cap;

	private double start;

	private double doubling = DOUBLING;

	private double top;

	private double step = FIRST_STEP;

	private double climb = 1;

	private double busy;

	private double pause = 1;

	private double refusedShare;

	private int refusals;

	private int pauses;

	private boolean lone;

	private boolean loneBefore;

	private long loneAt;

	private long opensAt;

	private long nextFree;

	private long notBefore;

	private long lastSent;

	private long accepted;

	private long acceptedBefore;

	private long since;

	private long sinceBefore;

	/**
	 * Create a pace.
	 * @param cap the most requests per second, infinite without a limit
	 * @param now the time
	 */
	AdaptiveLimit(double cap, long now) {
		this.cap = cap;
		this.opensAt = now;
		this.nextFree = now;
		this.notBefore = now;
		this.lastSent = now;
		this.since = now;
		this.sinceBefore = now;
	}

	/**
	 * Set another limit. It holds from the next request on.
	 */
	void cap(double changed, long now) {
		this.cap = changed;
		// The wait for the next turn may have been that of a much lower limit.
		shorten(now);
	}

	/**
	 * Return how many requests may be sent in a second, infinite without a limit.
	 */
	double pace() {
		return Math.min(learned(), this.cap);
	}

	private double learned() {
		if (this.top > 0) {
			double x = this.busy / this.climb - 1;
			double cubed = x * x * x;
			return (x < 0) ? this.top * (1 + this.step * cubed)
					: this.top * Math.exp(Math.min(LARGEST_EXPONENT, Math.max(this.step, GROWTH) * cubed));
		}
		if (this.start > 0) {
			return this.start * Math.pow(2, Math.min(LARGEST_EXPONENT, this.busy / this.doubling));
		}
		return this.cap;
	}

	private boolean isOpen() {
		return this.top == 0 && this.start == 0 && this.cap == UNLIMITED;
	}

	/**
	 * Return the time of the next turn, which may have passed.
	 */
	long nextTurn() {
		return later(later(this.opensAt, this.nextFree), this.notBefore);
	}

	/**
	 * Return when the pause ends that the API asked for.
	 */
	long opensAt() {
		return this.opensAt;
	}

	/**
	 * Take a turn for a request.
	 * @param waited whether the request had to wait for it
	 */
	Permit take(long now, boolean waited) {
		if (waited && learned() <= this.cap) {
			this.busy += Math.max(0, seconds(now - later(this.lastSent, this.opensAt)));
		}
		this.lastSent = now;
		long interval = interval(pace());
		this.nextFree = turnAt(now) + interval;
		this.notBefore = now + interval - CATCH_UP;
		return new Permit(this, this.pauses, now, waited, interval);
	}

	/**
	 * Take turns for which no response will be reported.
	 * @param at when the first of them is used
	 */
	void skip(int turns, long at) {
		double interval = interval(pace());
		this.nextFree = turnAt(at) + (long) Math.min(LONGEST_INTERVAL, turns * interval);
	}

	// The pace goes on from a turn that is used late, but not from one long ago.
	private long turnAt(long now) {
		return later(later(this.nextFree, now - LATE), this.opensAt);
	}

	/**
	 * Take back a turn that was not used.
	 */
	void giveBack(Permit permit) {
		this.nextFree -= permit.interval();
		this.notBefore -= permit.interval();
	}

	/**
	 * The API responded to a request, and not with a 429.
	 * @param idle whether no call waits for its turn
	 */
	void accepted(Permit permit, long now, boolean idle) {
		this.accepted++;
		this.recent.add(now);
		share(0);
		if (permit.pauses() != this.pauses) {
			return;
		}
		this.refusals = 0;
		if (this.lone && idle) {
			endSearch(now);
		}
	}

	/**
	 * The API refused a request with a 429.
	 * @param asked the pause that it asked for
	 * @param random spreads the end of the pause, from 0 to 1
	 * @return how long the class pauses from now, without the spread; 0 if the request
	 * does not begin a pause
	 */
	long throttled(Permit permit, long now, Duration asked, double random) {
		share(1);
		if (asked.isZero() && this.refusedShare <= TOLERATED_SHARE) {
			return 0;
		}
		double seconds = asked.toNanos() / SECOND;
		if (permit.pauses() != this.pauses) {
			// Sent before the pause began: the same event.
			this.lone = false;
			this.doubling = DOUBLING;
			pauseFor(seconds, now, random);
			return 0;
		}
		double wait = Math.max(seconds, Math.min(LONGEST_BACKOFF, seconds * Math.pow(2, Math.min(30, this.refusals))));
		this.refusedShare = 0;
		this.refusals++;
		this.pauses++;
		if (isOpen() || this.lone) {
			beginSearch(now, wait);
		}
		else if (permit.waited()) {
			learn(now, wait);
		}
		this.pause = wait;
		pauseFor(wait, now, random);
		return nanos(wait);
	}

	private void share(int refused) {
		this.refusedShare += SHARE_WEIGHT * (refused - this.refusedShare);
	}

	// The first 429. If hardly anything is sent and nothing waits, it is probably no
	// limit of ours: unless another one follows, the class is not paced afterwards.
	private void beginSearch(long now, double wait) {
		int count = this.recent.count(now);
		boolean another = this.loneBefore && seconds(now - this.loneAt) < Math.max(LONE, 10 * wait);
		this.lone = count < IDLE && !another && !this.lone;
		this.loneBefore = true;
		this.loneAt = now;
		this.start = (count > 0) ? Math.max(START, count) : START_IF_NOTHING_WAS_ACCEPTED;
		this.doubling = this.lone ? DOUBLING_AFTER_LONE : DOUBLING;
		this.busy = 0;
	}

	private void endSearch(long now) {
		this.lone = false;
		this.start = 0;
		this.busy = 0;
		shorten(now);
	}

	private void shorten(long now) {
		long next = now + interval(pace());
		this.nextFree = earlier(this.nextFree, next);
		this.notBefore = earlier(this.notBefore, next);
	}

	private void learn(long now, double wait) {
		double pace = pace();
		if (this.top > 0) {
			boolean atOnce = this.busy < Math.max(this.pause, FEW / pace);
			this.step = atOnce ? Math.min(LARGEST_STEP, 2 * this.step) : Math.max(SMALLEST_STEP, this.step / 2);
		}
		double unit = Math.max(wait, FEW / pace);
		double size = Math.min(MOST, Math.max(LEAST, pace * unit / COMMON));
		double lowered = pace * (1 - Math.min(LARGEST_CORRECTION, size * this.step / 2));
		if (this.refusals == 1) {
			this.acceptedBefore = this.accepted;
			this.sinceBefore = this.since;
			this.accepted = 0;
			this.since = now;
			this.top = lowered;
		}
		else {
			// Nothing was accepted since the last 429, so only what was accepted over the
			// whole time tells how far the pace can fall.
			double proven = (this.acceptedBefore + this.accepted) / Math.max(0.001, seconds(now - this.sinceBefore));
			this.top = (this.top > 0) ? Math.max(lowered, Math.min(this.top, proven)) : pace;
		}
		this.top = Math.max(SLOWEST, this.top);
		this.climb = unit * Math.min(LONGEST, SPAN / this.step);
		this.busy = 0;
	}

	private void pauseFor(double seconds, long now, double random) {
		this.opensAt = later(this.opensAt, now + nanos(seconds * (1 + REOPENING_JITTER * random)));
	}

	private static long interval(double pace) {
		return Math.min(LONGEST_INTERVAL, nanos(1 / pace));
	}

	private static double seconds(long nanos) {
		return nanos / SECOND;
	}

	private static long nanos(double seconds) {
		return Math.round(seconds * SECOND);
	}

	private static long later(long one, long other) {
		return (one - other >= 0) ? one : other;
	}

	private static long earlier(long one, long other) {
		return (one - other <= 0) ? one : other;
	}

}
