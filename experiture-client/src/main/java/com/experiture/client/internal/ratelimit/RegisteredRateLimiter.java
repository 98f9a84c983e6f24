package com.experiture.client.internal.ratelimit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;

/**
 * A {@link CallRateLimiter} as a rate limiter of Resilience4j: for its registry, metrics
 * and events. A limit that the application sets here applies to the calls of the client;
 * the configuration shows that limit, not the adaptive one. Permissions that the
 * application acquires itself count like those of calls.
 */
public final class RegisteredRateLimiter implements RateLimiter {

	private final CallRateLimiter limiter;

	private final LimiterReports reports;

	private final LongSupplier nanoTime;

	private volatile RateLimiterConfig config;

	public RegisteredRateLimiter(CallRateLimiter limiter, LimiterReports reports, RateLimiterConfig config,
			LongSupplier nanoTime) {
		this.limiter = limiter;
		this.reports = reports;
		this.config = config;
		this.nanoTime = nanoTime;
	}

	@Override
	public String getName() {
		return this.reports.registeredName();
	}

	@Override
	public RateLimiterConfig getRateLimiterConfig() {
		return this.config;
	}

	@Override
	public Map<String, String> getTags() {
		return Map.of();
	}

	@Override
	public void changeLimitForPeriod(int limitForPeriod) {
		change(RateLimiterConfig.from(this.config).limitForPeriod(limitForPeriod));
		this.limiter.changeLimit(limitForPeriod);
	}

	/**
	 * Set the maximum wait for a permission acquired here. Calls of the client wait until
	 * their own deadline.
	 */
	@Override
	public void changeTimeoutDuration(Duration timeoutDuration) {
		change(RateLimiterConfig.from(this.config).timeoutDuration(timeoutDuration));
	}

	private synchronized void change(RateLimiterConfig.Builder builder) {
		this.config = builder.build();
	}

	@Override
	public boolean acquirePermission(int permits) {
		long wait = reserve(permits);
		boolean granted = wait >= 0 && waitFor(wait);
		this.reports.acquired(permits, granted);
		return granted;
	}

	@Override
	public long reservePermission(int permits) {
		long wait = reserve(permits);
		this.reports.acquired(permits, wait >= 0);
		return wait;
	}

	private long reserve(int permits) {
		if (permits < 1) {
			throw new IllegalArgumentException("permits must be at least 1");
		}
		RateLimiterConfig current = this.config;
		return (permits > current.getLimitForPeriod()) ? -1
				: this.limiter.reserve(permits, RetryAfter.bounded(current.getTimeoutDuration()).toNanos());
	}

	private boolean waitFor(long nanos) {
		long until = this.nanoTime.getAsLong() + nanos;
		long left = nanos;
		while (left > 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, left);
			left = until - this.nanoTime.getAsLong();
		}
		return left <= 0;
	}

	@Override
	public void drainPermissions() {
		this.reports.drained(this.limiter.takeFree());
	}

	@Override
	public Metrics getMetrics() {
		return new Metrics() {

			@Override
			public int getNumberOfWaitingThreads() {
				return RegisteredRateLimiter.this.limiter.waiting();
			}

			@Override
			public int getAvailablePermissions() {
				return RegisteredRateLimiter.this.limiter.free();
			}

		};
	}

	@Override
	public EventPublisher getEventPublisher() {
		return this.reports.events();
	}

	@Override
	public String toString() {
		return "RateLimiter '" + getName() + "'";
	}

}
