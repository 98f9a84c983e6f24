package com.experiture.boot.autoconfigure.metrics;

import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import com.experiture.boot.autoconfigure.ConditionalOnExperitureClient;
import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.client.ExperitureClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the Resilience4j meters of the
 * clients.
 */
@AutoConfiguration(after = ExperitureAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ MeterRegistry.class, TaggedRetryMetrics.class })
@ConditionalOnExperitureClient
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "management.metrics.experiture.enabled", matchIfMissing = true)
public class ExperitureResilience4jMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "experitureResilience4jMetrics")
	MeterBinder experitureResilience4jMetrics(ObjectProvider<ExperitureClient> clients,
			ObjectProvider<RetryRegistry> retries, ObjectProvider<RateLimiterRegistry> rateLimiters) {
		return new Resilience4jMetrics(clients, retries, rateLimiters);
	}

}
