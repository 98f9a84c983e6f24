package com.experiture.client.settings;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;

/**
 * The Resilience4j registries in which the instances of a client are registered, so that
 * the application's metrics and endpoints show them.
 *
 * @param prefix the prefix of the instance names
 * @param retries the registry of one retry with the name {@code <prefix>}
 * @param rateLimiters the registry of one rate limiter per endpoint class with the name
 * {@code <prefix>.<class>}
 */
public record Registries(String prefix, RetryRegistry retries, RateLimiterRegistry rateLimiters) {

	/**
	 * Return new registries that are not shared.
	 * @return the registries
	 */
	public static Registries ofDefaults() {
		return new Registries("experiture", RetryRegistry.ofDefaults(), RateLimiterRegistry.ofDefaults());
	}

}
