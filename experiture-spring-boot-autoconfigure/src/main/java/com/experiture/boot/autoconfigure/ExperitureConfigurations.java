package com.experiture.boot.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClients;
import com.experiture.client.ReactiveExperitureClient;
import com.experiture.client.audiences.AudiencesClient;
import com.experiture.client.audiences.ReactiveAudiencesClient;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.ReactiveCampaignsClient;
import com.experiture.client.imports.ImportsClient;
import com.experiture.client.imports.ReactiveImportsClient;
import com.experiture.client.lists.ListsClient;
import com.experiture.client.lists.ReactiveListsClient;
import com.experiture.client.metadata.MetadataClient;
import com.experiture.client.metadata.ReactiveMetadataClient;
import com.experiture.client.profiles.ProfilesClient;
import com.experiture.client.profiles.ReactiveProfilesClient;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.records.RecordsClient;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.RecordWriter;

/**
 * Configurations imported by {@link ExperitureAutoConfiguration}.
 */
class ExperitureConfigurations {

	@Configuration(proxyBeanMethods = false)
	@Import(WorkspacesRegistrar.class)
	static class WorkspacesConfiguration {

		// Static: it is needed before any other bean, to bind the properties.
		@Bean
		static WorkspaceInheritance experitureWorkspaceInheritance() {
			return new WorkspaceInheritance();
		}

		@Bean
		static StrictBinding experitureStrictBinding(Environment environment) {
			return new StrictBinding(environment);
		}

		@Bean
		static ExperitureClientFactory experitureClientFactory(ExperitureProperties properties,
				ConfigurableListableBeanFactory beanFactory, Environment environment) {
			UnknownProperties.check(environment, beanFactory);
			return new ExperitureClientFactory(properties, beanFactory, environment);
		}

		@Lazy
		@Bean
		@ConditionalOnMissingBean
		static ExperitureClients experitureClients(ObjectProvider<ExperitureClient> clients) {
			return new ExperitureClients(clients.stream(ObjectProvider.UNFILTERED).toList());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(ExperitureClient.class)
	@Conditional(OnDefaultWorkspaceCondition.class)
	static class ClientConfiguration {

		// Not needed if something stands in for the client.
		@Lazy
		@Bean
		@ConditionalOnMissingBean(ExperitureConnectionDetails.class)
		PropertiesExperitureConnectionDetails experitureConnectionDetails(ExperitureClientFactory factory) {
			return factory.propertiesDetails(ExperitureClient.DEFAULT_WORKSPACE);
		}

		@Bean(destroyMethod = "close")
		ExperitureClient experitureClient(ExperitureClientFactory factory) {
			return factory.create(ExperitureClient.DEFAULT_WORKSPACE);
		}

	}

	// An application that starts makes only what it asks for.
	@Lazy
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnSingleCandidate(ExperitureClient.class)
	static class FamiliesConfiguration {

		private final ExperitureClient client;

		FamiliesConfiguration(ExperitureClient client) {
			this.client = client;
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveExperitureClient experitureReactiveExperitureClient() {
			return this.client.reactive();
		}

		@Bean
		@ConditionalOnMissingBean
		RecordsClient experitureRecordsClient() {
			return this.client.records();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveRecordsClient experitureReactiveRecordsClient() {
			return this.client.reactive().records();
		}

		@Bean
		@ConditionalOnMissingBean
		ProfilesClient experitureProfilesClient() {
			return this.client.profiles();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveProfilesClient experitureReactiveProfilesClient() {
			return this.client.reactive().profiles();
		}

		@Bean
		@ConditionalOnMissingBean
		ImportsClient experitureImportsClient() {
			return this.client.imports();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveImportsClient experitureReactiveImportsClient() {
			return this.client.reactive().imports();
		}

		@Bean
		@ConditionalOnMissingBean
		MetadataClient experitureMetadataClient() {
			return this.client.metadata();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveMetadataClient experitureReactiveMetadataClient() {
			return this.client.reactive().metadata();
		}

		@Bean
		@ConditionalOnMissingBean
		ListsClient experitureListsClient() {
			return this.client.lists();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveListsClient experitureReactiveListsClient() {
			return this.client.reactive().lists();
		}

		@Bean
		@ConditionalOnMissingBean
		AudiencesClient experitureAudiencesClient() {
			return this.client.audiences();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveAudiencesClient experitureReactiveAudiencesClient() {
			return this.client.reactive().audiences();
		}

		@Bean
		@ConditionalOnMissingBean
		CampaignsClient experitureCampaignsClient() {
			return this.client.campaigns();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveCampaignsClient experitureReactiveCampaignsClient() {
			return this.client.reactive().campaigns();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WriterConfiguration {

		@Lazy
		@Bean(destroyMethod = "close")
		@ConditionalOnSingleCandidate(ExperitureClient.class)
		@ConditionalOnMissingBean
		RecordWriter experitureRecordWriter(ExperitureClientFactory factory, ExperitureClient client) {
			return factory.writer(client);
		}

		@Lazy
		@Bean
		@ConditionalOnSingleCandidate(RecordWriter.class)
		@ConditionalOnMissingBean
		ReactiveRecordWriter experitureReactiveRecordWriter(RecordWriter writer) {
			return writer.reactive();
		}

		@Bean
		RecordWriterLifecycle experitureRecordWriterLifecycle(ConfigurableListableBeanFactory beanFactory) {
			return new RecordWriterLifecycle(beanFactory);
		}

	}

	/**
	 * Matches unless nothing but named workspaces is configured.
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
