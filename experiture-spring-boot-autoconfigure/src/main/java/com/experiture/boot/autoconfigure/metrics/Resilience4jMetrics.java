package com.experiture.boot.autoconfigure.metrics;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;

import com.experiture.client.ExperitureClient;
import com.experiture.client.settings.Registries;

/**
 * Binds the Resilience4j registries that the clients have created. A registry that is a
 * bean belongs to the application, which binds it itself.
 */
class Resilience4jMetrics implements MeterBinder {

	private final ObjectProvider<ExperitureClient> clients;

	private final ObjectProvider<RetryRegistry> retries;

	private final ObjectProvider<RateLimiterRegistry> rateLimiters;

	Resilience4jMetrics(ObjectProvider<ExperitureClient> clients, ObjectProvider<RetryRegistry> retries,
			ObjectProvider<RateLimiterRegistry> rateLimiters) {
		this.clients = clients;
		this.retries = retries;
		this.rateLimiters = rateLimiters;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Set<Object> bound = Collections.newSetFromMap(new IdentityHashMap<>());
		this.retries.stream(ObjectProvider.UNFILTERED).forEach(bound::add);
		this.rateLimiters.stream(ObjectProvider.UNFILTERED).forEach(bound::add);
		this.clients.stream(ObjectProvider.UNFILTERED)
			.map((client) -> client.settings().registries())
			.forEach((registries) -> bind(registries, bound, registry));
	}

	private static void bind(Registries registries, Set<Object> bound, MeterRegistry registry) {
		if (bound.add(registries.retries())) {
			TaggedRetryMetrics.ofRetryRegistry(registries.retries()).bindTo(registry);
		}
		if (bound.add(registries.rateLimiters())) {
			TaggedRateLimiterMetrics.ofRateLimiterRegistry(registries.rateLimiters()).bindTo(registry);
		}
	}

}
