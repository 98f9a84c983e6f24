package com.experiture.boot.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import com.experiture.boot.autoconfigure.health.ExperitureHealthContributorAutoConfiguration;
import com.experiture.client.ExperitureClient;
import com.experiture.client.ReactiveExperitureClient;
import com.experiture.client.audiences.AudiencesClient;
import com.experiture.client.audiences.ReactiveAudiencesClient;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.ReactiveCampaignsClient;
import com.experiture.client.error.TokenException;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;

/**
 * Tests for mocks and spies of clients, which require no settings.
 */
class ClientReplacementTests {

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
	class MockOfOneFamily {

		@MockitoBean
		private RecordsClient records;

		@Test
		void startsWithoutProperties() {
			assertThat(this.records).isNotNull();
		}

		@Test
		void failsCallsOfOtherClients(@Autowired ListsClient lists) {
			assertThatExceptionOfType(TokenException.class).isThrownBy(() -> lists.get("lst_1"))
				.withMessageContaining("experiture.client-id is missing")
				.withMessageContaining("experiture.token-uri is missing");
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
	class SpyOfOneFamily {

		@MockitoSpyBean
		private ProfilesClient profiles;

		@Test
		void startsWithoutProperties() {
			willReturn(null).given(this.profiles).upsert(Map.of("email", "jane@example.com"));
			this.profiles.upsert(Map.of("email", "jane@example.com"));
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
	class MockOfTheClient {

		@MockitoBean
		private ExperitureClient client;

		@Test
		void startsWithoutProperties() {
			assertThat(this.client).isNotNull();
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
	class SpiesOfEverything {

		@MockitoSpyBean
		private ExperitureClient client;

		@MockitoSpyBean
		private ReactiveExperitureClient reactive;

		@MockitoSpyBean
		private RecordWriter writer;

		@MockitoSpyBean
		private ReactiveRecordWriter reactiveWriter;

		@MockitoSpyBean
		private ReactiveRecordsClient records;

		@MockitoSpyBean
		private CampaignsClient campaigns;

		@MockitoSpyBean
		private ReactiveImportsClient imports;

		@Test
		void startWithoutProperties() {
			assertThat(this.client.records()).isNotNull();
			assertThat(this.reactive.records()).isNotNull();
			assertThat(this.writer.stats()).isNotNull();
			assertThat(this.records).isNotNull();
		}

	}

	@Nested
	@TestPropertySource(properties = "experiture.workspaces.eu.call-timeout=7s")
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
	class MockOfANamedWorkspace {

		@MockitoBean
		@Qualifier("eu")
		private RecordsClient records;

		@Test
		void startsWithoutCredentials() {
			assertThat(this.records).isNotNull();
		}

	}

	@Nested
	@TestPropertySource(properties = { "experiture.client-id=${NO_CLIENT_ID}", "experiture.base-url=${NO_BASE_URL}",
			"experiture.token-uri=${NO_TOKEN_URI}", "experiture.client-secret=${NO_SECRET}" })
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
	class PropertiesOfProduction {

		@MockitoBean
		private ListsClient lists;

		@Test
		void startsWithUnresolvedProperties() {
			assertThat(this.lists).isNotNull();
		}

	}

	@ParameterizedTest
	@ValueSource(classes = { RecordsClient.class, ReactiveRecordsClient.class, ProfilesClient.class,
			ReactiveProfilesClient.class, ImportsClient.class, ReactiveImportsClient.class, MetadataClient.class,
			ReactiveMetadataClient.class, ListsClient.class, ReactiveListsClient.class, AudiencesClient.class,
			ReactiveAudiencesClient.class, CampaignsClient.class, ReactiveCampaignsClient.class, RecordWriter.class,
			ReactiveRecordWriter.class, ReactiveExperitureClient.class })
	<T> void startsWithoutPropertiesIfClientIsDefined(Class<T> type) {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class))
			.withBean("own", type, () -> mock(type));
		runner.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(type));
		runner.withPropertyValues("experiture.client-id=id")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("experiture.client-secret is missing"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ExperitureAutoConfiguration.class, ExperitureHealthContributorAutoConfiguration.class })
	static class Application {

	}

}
