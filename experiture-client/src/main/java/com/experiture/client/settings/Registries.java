package com.experiture.client.settings;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;

/**
 * Where the Resilience4j instances of a client are registered, so that the metrics and
 * endpoints of the application show them.
 *
 * @param prefix begins the names of the instances
 * @param retries gets one retry with the name {@code <prefix>}
 * @param rateLimiters gets one rate limiter per endpoint class with the name
 * {@code <prefix>.<class>}
 */
public record Registries(String prefix, RetryRegistry retries, RateLimiterRegistry rateLimiters) {

	/**
	 * Return registries that nobody else sees.
	 * @return the registries
	 */
	public static Registries ofDefaults() {
		return new Registries("experiture", RetryRegistry.ofDefaults(), RateLimiterRegistry.ofDefaults());
	}

}
