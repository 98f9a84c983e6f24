package com.experiture.client.internal.ratelimit;

import java.time.Duration;

/**
 * Determines when the next request of an endpoint class may be sent. Requests are spaced
 * evenly, by the configured limit or by a rate that adapts to the 429 responses of the
 * API. Before the first 429, a class without a configured limit is not limited.
 * <p>
 * The first 429 starts a search: from the rate that was accepted before it, the rate
 * doubles with every second in which it delays calls. The next 429 sets the maximum. From
 * then on, the rate climbs back to the maximum fast, stays there and finally probes
 * beyond it, until a 429 corrects the maximum. The closer the maximum is to the limit of
 * the API, the smaller the corrections and the rarer the probes. Times are measured in
 * pauses, so that limits and pauses of any size behave alike.
 * <p>
 * Times are in nanoseconds if they are {@code long}, in seconds if they are
 * {@code double}. Not thread-safe.
 */
final class AdaptiveLimit {

	private static final double SECOND = 1e9;

	/** The rate of a class without a limit. */
	private static final double UNLIMITED = Double.POSITIVE_INFINITY;

	// The search: its first rate, in requests per second, and the time it takes to
	// double.
	private static final double START = 20;

	private static final double START_IF_NOTHING_WAS_ACCEPTED = 1;

	private static final double DOUBLING = 1;

	// A single 429 says little, so the search after it is much faster.
	private static final double DOUBLING_AFTER_SINGLE = 0.1;

	// Fewer requests in a second do not reach a limit.
	private static final int IDLE = 10;

	private static final double SINGLE_WITHIN = 60;

	// How much a 429 corrects the maximum, as a share of it.
	private static final double FIRST_STEP = 0.3;

	private static final double SMALLEST_STEP = 0.03;

	private static final double LARGEST_STEP = 0.4;

	// A 429 lowers the rate by half a step at this number of requests per pause, by more
	// at more and less at less: clients that share a limit reach equal shares, since
	// those
	// with larger shares give up more.
	private static final double COMMON = 100;

	private static final double LEAST = 0.3;

	private static final double MOST = 2;

	private static final double LARGEST_CORRECTION = 0.2;

	// The number of pauses until the rate is back at the maximum: this divided by the
	// step,
	// at most LONGEST.
	private static final double SPAN = 3;

	private static final double LONGEST = 40;

	private static final double GROWTH = 0.3;

	// A pause counts as at least this number of requests.
	private static final double FEW = 4;

	private static final double SLOWEST = 0.005;

	private static final double LARGEST_EXPONENT = 20;

	// Pauses double while no request is accepted between them, up to this.
	private static final double LONGEST_BACKOFF = 16;

	/** The share of a pause by which its end is delayed at random. */
	static final double PAUSE_JITTER = 0.1;

	// How much of the delay of a late timer is caught up in total, and with each request:
	// a
	// server that allows no burst rejects requests that follow too closely.
	private static final long LATE = Duration.ofMillis(10).toNanos();

	private static final long CATCH_UP = Duration.ofMillis(1).toNanos();

	private static final long LONGEST_INTERVAL = Duration.ofDays(365).toNanos();

	// A 429 without a pause costs nothing, so it counts only if there are many of them.
	private static final double TOLERATED_SHARE = 0.1;

	private static final double SHARE_WEIGHT = 0.02;

	private final RecentCount recent = new RecentCount();

	private double configured;

	private double start;

	private double doubling = DOUBLING;

	private double maximum;

	private double step = FIRST_STEP;

	private double climb = 1;

	private double busy;

	private double pause = 1;

	private double rejectedShare;

	private int rejections;

	private int pauses;

	private boolean single;

	private boolean singleBefore;

	private long singleAt;

	private long pausedUntil;

	private long nextFree;

	private long notBefore;

	private long lastSent;

	private long accepted;

	private long acceptedBefore;

	private long since;

	private long sinceBefore;

	/**
	 * Create a limit.
	 * @param configured the configured limit in requests per second, infinite if there is
	 * none
	 * @param now the time
	 */
	AdaptiveLimit(double configured, long now) {
		this.configured = configured;
		this.pausedUntil = now;
		this.nextFree = now;
		this.notBefore = now;
		this.lastSent = now;
		this.since = now;
		this.sinceBefore = now;
	}

	/**
	 * Configure another limit. It applies from the next request on.
	 */
	void configure(double changed, long now) {
		this.configured = changed;
		// The wait for the next permit may be that of a much lower limit.
		shorten(now);
	}

	/**
	 * Return the rate in requests per second, infinite without a limit.
	 */
	double rate() {
		return Math.min(adapted(), this.configured);
	}

	private double adapted() {
		if (this.maximum > 0) {
			double x = this.busy / this.climb - 1;
			double cubed = x * x * x;
			return (x < 0) ? this.maximum * (1 + this.step * cubed)
					: this.maximum * Math.exp(Math.min(LARGEST_EXPONENT, Math.max(this.step, GROWTH) * cubed));
		}
		if (this.start > 0) {
			return this.start * Math.pow(2, Math.min(LARGEST_EXPONENT, this.busy / this.doubling));
		}
		return this.configured;
	}

	private boolean isUnlimited() {
		return this.maximum == 0 && this.start == 0 && this.configured == UNLIMITED;
	}

	/**
	 * Return the time of the next permit, which may be in the past.
	 */
	long nextPermit() {
		return later(later(this.pausedUntil, this.nextFree), this.notBefore);
	}

	/**
	 * Return the end of the pause that the API asked for.
	 */
	long pausedUntil() {
		return this.pausedUntil;
	}

	/**
	 * Take the permit for a request.
	 * @param waited whether the request had to wait for it
	 */
	Permit take(long now, boolean waited) {
		if (waited && adapted() <= this.configured) {
			this.busy += Math.max(0, seconds(now - later(this.lastSent, this.pausedUntil)));
		}
		this.lastSent = now;
		long interval = interval(rate());
		this.nextFree = permitAt(now) + interval;
		this.notBefore = now + interval - CATCH_UP;
		return new Permit(this, this.pauses, now, waited, interval);
	}

	/**
	 * Take permits for which no response will be reported.
	 * @param at when the first of them is used
	 */
	void skip(int permits, long at) {
		double interval = interval(rate());
		this.nextFree = permitAt(at) + (long) Math.min(LONGEST_INTERVAL, permits * interval);
	}

	// The rate continues from a permit that is used late, but not from one long ago.
	private long permitAt(long now) {
		return later(later(this.nextFree, now - LATE), this.pausedUntil);
	}

	/**
	 * Take back a permit that was not used.
	 */
	void release(Permit permit) {
		this.nextFree -= permit.interval();
		this.notBefore -= permit.interval();
	}

	/**
	 * Record a response other than a 429.
	 * @param idle whether no call waits for a permit
	 */
	void accepted(Permit permit, long now, boolean idle) {
		this.accepted++;
		this.recent.add(now);
		share(0);
		if (permit.pauses() != this.pauses) {
			return;
		}
		this.rejections = 0;
		if (this.single && idle) {
			endSearch(now);
		}
	}

	/**
	 * Record a 429.
	 * @param asked the pause that the API asked for
	 * @param random spreads the end of the pause, from 0 to 1
	 * @return the duration of the pause that starts now, without the spread; 0 if the 429
	 * starts none
	 */
	long throttled(Permit permit, long now, Duration asked, double random) {
		share(1);
		if (asked.isZero() && this.rejectedShare <= TOLERATED_SHARE) {
			return 0;
		}
		double seconds = asked.toNanos() / SECOND;
		if (permit.pauses() != this.pauses) {
			// Sent before the pause started: the same event.
			this.single = false;
			this.doubling = DOUBLING;
			pauseFor(seconds, now, random);
			return 0;
		}
		double wait = Math.max(seconds,
				Math.min(LONGEST_BACKOFF, seconds * Math.pow(2, Math.min(30, this.rejections))));
		this.rejectedShare = 0;
		this.rejections++;
		this.pauses++;
		if (isUnlimited() || this.single) {
			startSearch(now, wait);
		}
		else if (permit.waited()) {
			adapt(now, wait);
		}
		this.pause = wait;
		pauseFor(wait, now, random);
		return nanos(wait);
	}

	private void share(int rejected) {
		this.rejectedShare += SHARE_WEIGHT * (rejected - this.rejectedShare);
	}

	// The first 429. If hardly any request is sent and no call waits, this client has
	// probably not reached a limit: unless another 429 follows, the class is not limited
	// afterwards.
	private void startSearch(long now, double wait) {
		int count = this.recent.count(now);
		boolean another = this.singleBefore && seconds(now - this.singleAt) < Math.max(SINGLE_WITHIN, 10 * wait);
		this.single = count < IDLE && !another && !this.single;
		this.singleBefore = true;
		this.singleAt = now;
		this.start = (count > 0) ? Math.max(START, count) : START_IF_NOTHING_WAS_ACCEPTED;
		this.doubling = this.single ? DOUBLING_AFTER_SINGLE : DOUBLING;
		this.busy = 0;
	}

	private void endSearch(long now) {
		this.single = false;
		this.start = 0;
		this.busy = 0;
		shorten(now);
	}

	private void shorten(long now) {
		long next = now + interval(rate());
		this.nextFree = earlier(this.nextFree, next);
		this.notBefore = earlier(this.notBefore, next);
	}

	private void adapt(long now, double wait) {
		double rate = rate();
		if (this.maximum > 0) {
			boolean atOnce = this.busy < Math.max(this.pause, FEW / rate);
			this.step = atOnce ? Math.min(LARGEST_STEP, 2 * this.step) : Math.max(SMALLEST_STEP, this.step / 2);
		}
		double unit = Math.max(wait, FEW / rate);
		double size = Math.min(MOST, Math.max(LEAST, rate * unit / COMMON));
		double lowered = rate * (1 - Math.min(LARGEST_CORRECTION, size * this.step / 2));
		if (this.rejections == 1) {
			this.acceptedBefore = this.accepted;
			this.sinceBefore = this.since;
			this.accepted = 0;
			this.since = now;
			this.maximum = lowered;
		}
		else {
			// No request was accepted since the last 429, so only the requests accepted
			// over
			// the whole time show how far the rate can fall.
			double proven = (this.acceptedBefore + this.accepted) / Math.max(0.001, seconds(now - this.sinceBefore));
			this.maximum = (this.maximum > 0) ? Math.max(lowered, Math.min(this.maximum, proven)) : rate;
		}
		this.maximum = Math.max(SLOWEST, this.maximum);
		this.climb = unit * Math.min(LONGEST, SPAN / this.step);
		this.busy = 0;
	}

	private void pauseFor(double seconds, long now, double random) {
		this.pausedUntil = later(this.pausedUntil, now + nanos(seconds * (1 + PAUSE_JITTER * random)));
	}

	private static long interval(double rate) {
		return Math.min(LONGEST_INTERVAL, nanos(1 / rate));
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
