package com.experiture.boot.autoconfigure;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.observation.ObservationWebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.util.Assert;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClients;
import com.experiture.client.observation.CallObservationConvention;

/**
 * Configurations imported by {@link ExperitureAutoConfiguration}.
 */
class ExperitureConfigurations {

	@Configuration(proxyBeanMethods = false)
	static class FactoriesConfiguration {

		// Static, since it is needed before other beans to bind the properties
		@Bean
		static WorkspaceInheritance experitureWorkspaceInheritance() {
			return new WorkspaceInheritance();
		}

		@Bean
		static StrictBinding experitureStrictBinding(Environment environment) {
			return new StrictBinding(environment);
		}

		@Bean
		WorkspaceBeans experitureWorkspaceBeans(Environment environment, ConfigurableListableBeanFactory beanFactory) {
			return new WorkspaceBeans(beanFactory, Workspaces.of(environment, beanFactory).configured());
		}

		@Bean
		ConnectionResolver experitureConnectionResolver(ExperitureProperties properties, WorkspaceBeans beans,
				Environment environment, ConfigurableListableBeanFactory beanFactory) {
			UnknownProperties.check(environment, beanFactory);
			return new ConnectionResolver(properties, beans, new ClientReplacements(beanFactory));
		}

		@Bean
		ConnectorFactory experitureConnectorFactory(ObjectProvider<SslBundles> sslBundles,
				ObjectProvider<HttpClientSettings> settings, ObjectProvider<ClientHttpConnectorBuilder<?>> builders,
				ObjectProvider<ReactorResourceFactory> resources) {
			return new ConnectorFactory(sslBundles, settings, builders, resources);
		}

		@Bean
		ClientInstrumentation experitureClientInstrumentation(ObjectProvider<ObservationRegistry> observations,
				ObjectProvider<CallObservationConvention> conventions,
				ObjectProvider<ObservationWebClientCustomizer> webClientObservations,
				ObjectProvider<RetryRegistry> retries, ObjectProvider<RateLimiterRegistry> rateLimiters) {
			return new ClientInstrumentation(observations, conventions, webClientObservations, retries, rateLimiters);
		}

		@Bean(ClientBeansRegistrar.CLIENT_FACTORY)
		ExperitureClientFactory experitureClientFactory(ConnectionResolver connections, ConnectorFactory connectors,
				ClientInstrumentation instrumentation, WorkspaceBeans beans, Environment environment) {
			return new ExperitureClientFactory(connections, connectors, instrumentation, beans, environment);
		}

		@Bean(ClientBeansRegistrar.WRITER_FACTORY)
		RecordWriterFactory experitureRecordWriterFactory(ExperitureProperties properties, WorkspaceBeans beans,
				ObjectProvider<LifecycleProperties> lifecycle) {
			return new RecordWriterFactory(properties, beans, lifecycle);
		}

		@Bean
		RecordWriterLifecycle experitureRecordWriterLifecycle(ConfigurableListableBeanFactory beanFactory) {
			return new RecordWriterLifecycle(beanFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(ExperitureClient.class)
	@Conditional(OnDefaultWorkspaceCondition.class)
	static class ConnectionDetailsConfiguration {

		// Lazy, since it is not needed if the client is replaced
		@Lazy
		@Bean
		@ConditionalOnMissingBean(ExperitureConnectionDetails.class)
		PropertiesExperitureConnectionDetails experitureConnectionDetails(ConnectionResolver connections) {
			return connections.propertiesDetails(ExperitureClient.DEFAULT_WORKSPACE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ClientBeansRegistrar.class)
	static class ClientsConfiguration {

		@Lazy
		@Bean
		@ConditionalOnMissingBean
		ExperitureClients experitureClients(ObjectProvider<ExperitureClient> clients) {
			return new ExperitureClients(clients.stream(ObjectProvider.UNFILTERED).toList());
		}

	}

	/**
	 * Matches unless only named workspaces are configured.
	 */
	static class OnDefaultWorkspaceCondition extends SpringBootCondition implements ConfigurationCondition {

		@Override
		public ConfigurationPhase getConfigurationPhase() {
			return ConfigurationPhase.REGISTER_BEAN;
		}

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
			Assert.state(beanFactory != null, "Beans can only be registered with a bean factory");
			boolean hasDefault = Workspaces.of(context.getEnvironment(), beanFactory).hasDefault();
			return new ConditionOutcome(hasDefault, ConditionMessage.forCondition("Experiture")
				.because(hasDefault ? "the default workspace is configured" : "only named workspaces are configured"));
		}

	}

}
