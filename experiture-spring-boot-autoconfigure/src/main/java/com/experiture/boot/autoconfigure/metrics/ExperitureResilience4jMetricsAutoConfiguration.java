package com.experiture.boot.autoconfigure.metrics;

import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import com.experiture.boot.autoconfigure.ConditionalOnExperitureClient;
import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Resilience4j's own meters of the
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
	MeterBinder experitureResilience4jMetrics(ListableBeanFactory beanFactory) {
		return new Resilience4jMetrics(beanFactory);
	}

}
