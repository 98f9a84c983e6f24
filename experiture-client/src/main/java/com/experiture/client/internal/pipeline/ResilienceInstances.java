package com.experiture.client.internal.pipeline;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;

import com.experiture.client.call.EndpointClass;
import com.experiture.client.internal.call.AttemptFailure;
import com.experiture.client.internal.ratelimit.CallRateLimiter;
import com.experiture.client.internal.ratelimit.LimiterReports;
import com.experiture.client.internal.ratelimit.PermitRate;
import com.experiture.client.internal.ratelimit.RegisteredRateLimiter;
import com.experiture.client.internal.runtime.CallSettings;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.settings.RateLimit;

/**
 * Creates the Resilience4j instances of one client and registers them.
 */
final class ResilienceInstances {

	private final CallSettings settings;

	private final LongSupplier nanoTime;

	private final DoubleSupplier random;

	private final ClientListener listener;

	ResilienceInstances(CallSettings settings, LongSupplier nanoTime, DoubleSupplier random, ClientListener listener) {
		this.settings = settings;
		this.nanoTime = nanoTime;
		this.random = random;
		this.listener = listener;
	}

	Retry retry() {
		RetryConfig config = RetryConfig.custom()
			.maxAttempts(this.settings.retry().maxAttempts())
			.retryOnException((failure) -> failure instanceof AttemptFailure attempt && attempt.isRetryable())
			.intervalBiFunction((attempt, outcome) -> delayMillis(outcome))
			.build();
		String name = this.settings.registries().prefix();
		// A registry would return the existing retry of another client with this name.
		Retry own = Retry.of(name, config);
		this.settings.registries().retries().retry(name, config);
		this.settings.registries().retries().replace(name, own);
		return own;
	}

	CallRateLimiter limiter(EndpointClass endpointClass) {
		RateLimit limit = this.settings.rateLimits().getOrDefault(endpointClass, RateLimit.DEFAULT);
		RateLimiterConfig config = RateLimiterConfig.custom()
			.limitForPeriod(PermitRate.permits(limit))
			.limitRefreshPeriod(limit.period())
			.timeoutDuration(Duration.ZERO)
			.build();
		String name = this.settings.registries().prefix() + "." + endpointClass.id();
		LimiterReports reports = new LimiterReports(endpointClass.id(), name, this.listener);
		CallRateLimiter limiter = new CallRateLimiter(limit, reports, this.nanoTime, this.random);
		// A registry creates its own limiters only; it accepts another one as
		// replacement.
		this.settings.registries().rateLimiters().rateLimiter(name, config);
		this.settings.registries()
			.rateLimiters()
			.replace(name, new RegisteredRateLimiter(limiter, reports, config, this.nanoTime));
		return limiter;
	}

	private static long delayMillis(Either<Throwable, Object> outcome) {
		return (outcome.isLeft() && outcome.getLeft() instanceof AttemptFailure failure)
				? failure.retryDelay().toMillis() : 0;
	}

}
