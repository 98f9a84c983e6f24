package com.experiture.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import com.experiture.client.ExperitureClient;
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
 * Finds out whether something may stand in for the clients, so that an application does
 * not need their settings: mocks and spies of a test, or beans of the application.
 */
final class StandIns {

	// Registered by Spring's test support if a test overrides any bean. Whether a bean is
	// a spy is only known when it has been made.
	private static final String OVERRIDES_OF_A_TEST = "org.springframework.test.context.bean.override.internalBeanOverrideRegistry";

	private static final List<Class<?>> TYPES = List.of(ExperitureClient.class, ReactiveExperitureClient.class,
			RecordsClient.class, ReactiveRecordsClient.class, ProfilesClient.class, ReactiveProfilesClient.class,
			ImportsClient.class, ReactiveImportsClient.class, MetadataClient.class, ReactiveMetadataClient.class,
			ListsClient.class, ReactiveListsClient.class, AudiencesClient.class, ReactiveAudiencesClient.class,
			CampaignsClient.class, ReactiveCampaignsClient.class, RecordWriter.class, ReactiveRecordWriter.class);

	private final ConfigurableListableBeanFactory beanFactory;

	StandIns(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return whether a test overrides beans.
	 */
	boolean ofTest() {
		return this.beanFactory.containsSingleton(OVERRIDES_OF_A_TEST);
	}

	/**
	 * Return whether the application has a client of its own.
	 */
	boolean ofApplication() {
		return TYPES.stream()
			.flatMap((type) -> Stream.of(this.beanFactory.getBeanNamesForType(type, true, false)))
			.anyMatch((name) -> !isOfAutoConfiguration(name));
	}

	private boolean isOfAutoConfiguration(String name) {
		if (!this.beanFactory.containsBeanDefinition(name)) {
			return false;
		}
		BeanDefinition definition = this.beanFactory.getBeanDefinition(name);
		return name.startsWith("experiture") && definition.getFactoryMethodName() != null;
	}

}
