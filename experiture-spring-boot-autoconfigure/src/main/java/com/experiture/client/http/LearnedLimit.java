package com.experiture.client.http;

/**
 * How many requests a period may have, as learned from the API. After a period in which
 * more than a tenth was refused the limit falls by that share, so that a real limit is
 * found at once; then it grows by a twentieth with every period. Not thread-safe.
 */
final class LearnedLimit {

	private static final double GROWTH = 1.05;

	// Below it, slowing down would cost more than it saves.
	private static final double TOLERATED_SHARE = 0.1;

	// Fewer say nothing of the limit: the quota may have been spent by others.
	private static final int FEWEST = 10;

	private final int ceiling;

	private final long periodNanos;

	private int current;

	private long periodStart;

	private long resumesAt;

	private int accepted;

	private int throttled;

	LearnedLimit(int ceiling, long periodNanos, long now) {
		this.ceiling = ceiling;
		this.periodNanos = periodNanos;
		this.current = ceiling;
		this.periodStart = now;
		this.resumesAt = now;
	}

	int current() {
		return this.current;
	}

	void accepted(long now) {
		advance(now);
		this.accepted++;
	}

	void throttled(long now) {
		advance(now);
		this.throttled++;
	}

	/**
	 * Nothing is sent until then, so nothing is learned from that time.
	 */
	void pausedUntil(long time) {
		if (time - this.resumesAt > 0) {
			this.resumesAt = time;
		}
	}

	// Nothing runs in the background: the periods that passed are made up for here.
	void advance(long now) {
		long passed = (now - this.periodStart) / this.periodNanos;
		if (passed <= 0 || now - this.resumesAt < 0) {
			return;
		}
		learnAndForget();
		if (this.resumesAt - this.periodStart > 0) {
			this.periodStart = this.resumesAt;
			passed = (now - this.periodStart) / this.periodNanos;
		}
		for (long i = 0; i < passed && this.current < this.ceiling; i++) {
			this.current = Math.min(this.ceiling, (int) Math.ceil(this.current * GROWTH));
		}
		this.periodStart += passed * this.periodNanos;
	}

	private void learnAndForget() {
		if (this.throttled > 0) {
			learn();
		}
		this.accepted = 0;
		this.throttled = 0;
	}

	// Where the limit was far from being used, what was sent is the better measure. Close
	// to
	// it, it is not: every hesitation of this client would be taken for the API's limit.
	private void learn() {
		int sent = this.accepted + this.throttled;
		if (this.throttled <= sent * TOLERATED_SHARE) {
			return;
		}
		int base = (sent > this.current / 2) ? this.current : sent;
		this.current = Math.min(this.current, Math.max(FEWEST, (int) ((long) base * this.accepted / sent)));
	}

}
