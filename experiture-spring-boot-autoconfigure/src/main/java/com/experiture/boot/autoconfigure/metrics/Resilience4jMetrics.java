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

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;

import com.experiture.client.ExperitureClient;
import com.experiture.client.settings.Registries;

/**
 * Binds the registries that the clients made for themselves. A registry that is a bean
 * belongs to the application, which binds it with whatever else it holds.
 */
class Resilience4jMetrics implements MeterBinder {

	private final ListableBeanFactory beanFactory;

	Resilience4jMetrics(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Set<Object> bound = Collections.newSetFromMap(new IdentityHashMap<>());
		bound.addAll(this.beanFactory.getBeansOfType(RetryRegistry.class).values());
		bound.addAll(this.beanFactory.getBeansOfType(RateLimiterRegistry.class).values());
		this.beanFactory.getBeanProvider(ExperitureClient.class)
			.stream(ObjectProvider.UNFILTERED)
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
