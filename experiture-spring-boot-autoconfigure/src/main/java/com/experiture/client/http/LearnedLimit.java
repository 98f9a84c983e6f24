package com.experiture.client.http;

/**
 * How many requests a period may have, as learned from the API: a 429 cuts the limit
 * below what was being sent, every quiet period lets it grow by a tenth. Not thread-safe.
 */
final class LearnedLimit {

	private static final double CUT = 0.7;

	private final int ceiling;

	private final long periodNanos;

	private int current;

	private long periodStart;

	private int sentInPeriod;

	private int sentBefore;

	LearnedLimit(int ceiling, long periodNanos, long now) {
		this.ceiling = ceiling;
		this.periodNanos = periodNanos;
		this.current = ceiling;
		this.periodStart = now;
	}

	int current() {
		return this.current;
	}

	void sent(long now) {
		advance(now);
		this.sentInPeriod++;
	}

	void throttled(long now) {
		advance(now);
		int sent = Math.max(this.sentInPeriod, this.sentBefore);
		this.current = Math.max(1, (int) (Math.min(this.current, Math.max(1, sent)) * CUT));
	}

	// Nothing runs in the background: the periods that passed are made up for here.
	void advance(long now) {
		long passed = (now - this.periodStart) / this.periodNanos;
		if (passed <= 0) {
			return;
		}
		this.periodStart += passed * this.periodNanos;
		this.sentBefore = (passed == 1) ? this.sentInPeriod : 0;
		this.sentInPeriod = 0;
		for (long i = 0; i < passed && this.current < this.ceiling; i++) {
			this.current = Math.min(this.ceiling, this.current + Math.max(1, this.current / 10));
		}
	}

}
