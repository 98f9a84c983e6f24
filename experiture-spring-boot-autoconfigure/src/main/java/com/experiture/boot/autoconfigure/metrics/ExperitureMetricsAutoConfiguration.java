package com.experiture.boot.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.autoconfigure.ExperitureClientCustomizer;
import com.experiture.client.observation.micrometer.MicrometerClientListener;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of the clients.
 */
@AutoConfiguration(before = ExperitureAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "experiture.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "management.metrics.experiture.enabled", matchIfMissing = true)
public class ExperitureMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "experitureMetricsClientCustomizer")
	ExperitureClientCustomizer experitureMetricsClientCustomizer(MeterRegistry registry) {
		return (builder) -> builder.listener(new MicrometerClientListener(registry, builder.workspace()));
	}

}
