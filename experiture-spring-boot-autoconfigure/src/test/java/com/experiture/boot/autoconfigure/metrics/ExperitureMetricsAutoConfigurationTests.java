package com.experiture.boot.autoconfigure.metrics;

import java.time.Duration;

import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.experiture.boot.autoconfigure.ClientOfAWorkspaceConfiguration;
import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.autoconfigure.ExperitureClientCustomizer;
import com.experiture.client.ExperitureClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ExperitureMetricsAutoConfiguration} and
 * {@link ExperitureResilience4jMetricsAutoConfiguration}.
 */
class ExperitureMetricsAutoConfigurationTests {

	private static final String GAUGE = "experiture.client.retry.budget";

	private static final String RESILIENCE4J = "resilience4j.ratelimiter.available.permissions";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class,
				ExperitureMetricsAutoConfiguration.class, ExperitureResilience4jMetricsAutoConfiguration.class))
		.withPropertyValues("experiture.client-id=id", "experiture.client-secret=s3cr3t",
				"experiture.token-uri=https://auth.example.com/token");

	private final ApplicationContextRunner metered = this.runner
		.withConfiguration(
				AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	@Test
	void registersMetersOfEveryWorkspace() {
		this.metered
			.withPropertyValues("experiture.workspaces.eu.client-id=eu", "experiture.workspaces.us.client-id=us")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				for (String workspace : new String[] { "default", "eu", "us" }) {
					assertThat(registry.get(GAUGE).tag("workspace", workspace).gauge().value()).isEqualTo(100);
				}
				assertThat(registry.get(RESILIENCE4J).tag("name", "experiture.read").gauge().value()).isPositive();
				assertThat(registry.get(RESILIENCE4J).tag("name", "experiture.eu.read").gauge().value()).isPositive();
				assertThat(registry.get("resilience4j.retry.calls").tag("name", "experiture.us").functionCounters())
					.isNotEmpty();
			});
	}

	@Test
	void bindsResilience4jRegistriesOfReplacedClientOfNamedWorkspace() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class,
					ExperitureResilience4jMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class))
			.withPropertyValues("experiture.workspaces.eu.client-id=eu")
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withUserConfiguration(ClientOfAWorkspaceConfiguration.class)
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).find(RESILIENCE4J).gauge()).isNotNull());
	}

	@Test
	void backsOffWithoutMeterRegistry() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ExperitureClient.class)
			.doesNotHaveBean(ExperitureClientCustomizer.class)
			.doesNotHaveBean(MeterBinder.class));
	}

	@Test
	void backsOffWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasSingleBean(ExperitureClient.class)
				.doesNotHaveBean(ExperitureClientCustomizer.class));
	}

	@Test
	void startsWithoutResilience4jMeters() {
		this.metered.withClassLoader(new FilteredClassLoader(TaggedRetryMetrics.class)).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.find(GAUGE).gauge()).isNotNull();
			assertThat(registry.find(RESILIENCE4J).gauge()).isNull();
		});
	}

	@Test
	void backsOffIfDisabled() {
		this.metered.withPropertyValues("management.metrics.experiture.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(ExperitureClient.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.find(GAUGE).gauge()).isNull();
			assertThat(registry.find(RESILIENCE4J).gauge()).isNull();
		});
	}

	@Test
	void backsOffIfClientIsDisabled() {
		this.metered.withPropertyValues("experiture.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ExperitureClientCustomizer.class)
				.doesNotHaveBean("experitureResilience4jMetrics"));
	}

	@Test
	void backsOffIfBeanIsDefined() {
		this.metered
			.withBean("experitureMetricsClientCustomizer", ExperitureClientCustomizer.class,
					() -> (builder) -> builder.callTimeout(Duration.ofSeconds(7)))
			.withBean("experitureResilience4jMetrics", MeterBinder.class, () -> mock(MeterBinder.class))
			.run((context) -> {
				assertThat(context.getBean(ExperitureClient.class).settings().callTimeout()).hasSeconds(7);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.find(GAUGE).gauge()).isNull();
				assertThat(registry.find(RESILIENCE4J).gauge()).isNull();
			});
	}

	@Test
	void doesNotBindRegistriesOfApplication() {
		this.metered.withBean(RateLimiterRegistry.class, RateLimiterRegistry::ofDefaults).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(context.getBean(RateLimiterRegistry.class).getAllRateLimiters()).isNotEmpty();
			assertThat(registry.find(RESILIENCE4J).gauge()).isNull();
			assertThat(registry.find("resilience4j.retry.calls").functionCounters()).isNotEmpty();
		});
		this.metered.withBean(RetryRegistry.class, RetryRegistry::ofDefaults)
			.run((context) -> assertThat(
					context.getBean(MeterRegistry.class).find("resilience4j.retry.calls").functionCounters())
				.isEmpty());
	}

}
