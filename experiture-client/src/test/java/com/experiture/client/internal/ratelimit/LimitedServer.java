package com.experiture.client.internal.ratelimit;

import java.time.Duration;

/**
 * A model of a server that limits its requests: by a token bucket, or by a fixed number
 * per window. Times are seconds.
 */
abstract class LimitedServer {

	/**
	 * A bucket that holds at most so many tokens.
	 */
	static LimitedServer bucket(double rate, double burst) {
		return new Bucket(rate, burst);
	}

	/**
	 * So many requests in each window.
	 */
	static LimitedServer window(int requests, double width) {
		return new Window(requests, width);
	}

	static LimitedServer unlimited() {
		return new Bucket(1e12, 1e12);
	}

	/**
	 * Decide on a request.
	 * @return {@code null} if it is accepted, or the value of {@code Retry-After}
	 */
	abstract Duration request(double now);

	/**
	 * Multiply the limit.
	 */
	abstract void change(double now, double factor);

	private static final class Bucket extends LimitedServer {

		private final double burst;

		private double rate;

		private double tokens;

		private double filledAt;

		private Bucket(double rate, double burst) {
			this.rate = rate;
			this.burst = burst;
			this.tokens = burst;
		}

		@Override
		Duration request(double now) {
			fill(now);
			if (this.tokens >= 1 - 1e-9) {
				this.tokens--;
				return null;
			}
			return Duration.ofSeconds(Math.max(1, (long) Math.ceil((1 - this.tokens) / this.rate)));
		}

		@Override
		void change(double now, double factor) {
			fill(now);
			this.rate *= factor;
		}

		private void fill(double now) {
			this.tokens = Math.min(this.burst, this.tokens + (now - this.filledAt) * this.rate);
			this.filledAt = now;
		}

	}

	private static final class Window extends LimitedServer {

		private final double width;

		private double requests;

		private long current;

		private int used;

		private Window(int requests, double width) {
			this.requests = requests;
			this.width = width;
		}

		@Override
		Duration request(double now) {
			long window = (long) (now / this.width);
			if (window != this.current) {
				this.current = window;
				this.used = 0;
			}
			if (this.used < this.requests) {
				this.used++;
				return null;
			}
			return Duration.ofSeconds(Math.max(1, (long) Math.ceil((window + 1) * this.width - now)));
		}

		@Override
		void change(double now, double factor) {
			this.requests *= factor;
		}

	}

}
