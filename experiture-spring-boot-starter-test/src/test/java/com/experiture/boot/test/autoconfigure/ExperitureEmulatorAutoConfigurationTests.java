package com.experiture.boot.test.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.autoconfigure.ExperitureConnectionDetails;
import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClients;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.FieldType;
import com.experiture.emulator.autoconfigure.ExperitureEmulatorCustomizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ExperitureEmulatorAutoConfiguration}.
 */
class ExperitureEmulatorAutoConfigurationTests {

	private static final String[] REAL_ACCOUNT = { "experiture.base-url=https://api.example.com",
			"experiture.token-uri=https://auth.example.com/token", "experiture.client-id=real",
			"experiture.client-secret=s3cr3t" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ExperitureAutoConfiguration.class, ExperitureEmulatorAutoConfiguration.class));

	@Test
	void connectsClientToEmulatorWithoutProperties() {
		this.runner.run((context) -> {
			context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
			assertThat(context.getBean(ExperitureEmulator.class).count("orders")).isEqualTo(1);
		});
	}

	@Test
	void ignoresPropertiesOfRealAccount() {
		this.runner.withPropertyValues(REAL_ACCOUNT).run((context) -> {
			context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
			assertThat(context.getBean(ExperitureEmulator.class).count("orders")).isEqualTo(1);
		});
	}

	@Test
	void ignoresConnectionDetailsOfApplication() {
		this.runner
			.withBean("production", ExperitureConnectionDetails.class,
					() -> new FixedDetails("https://api.example.com"))
			.run((context) -> {
				context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
				assertThat(context.getBean(ExperitureEmulator.class).count("orders")).isEqualTo(1);
			});
	}

	@Test
	void connectsClientsOfAllWorkspacesToEmulator() {
		this.runner.withPropertyValues(REAL_ACCOUNT)
			.withPropertyValues("experiture.workspaces.eu.client-id=real-eu",
					"experiture.workspaces.north-america.base-url=https://na.example.com")
			.run((context) -> {
				ExperitureClients clients = context.getBean(ExperitureClients.class);
				clients.get("eu").records().append("orders", Map.of("order_id", "o-1"));
				clients.get("north-america").records().append("orders", Map.of("order_id", "o-2"));
				context.getBean(ExperitureClient.class).records().append("orders", Map.of("order_id", "o-3"));
				assertThat(context.getBean(ExperitureEmulator.class).count("orders")).isEqualTo(3);
			});
	}

	@Test
	void createsNoDefaultWorkspaceIfOnlyNamedOnesAreConfigured() {
		this.runner.withPropertyValues("experiture.workspaces.eu.client-id=real-eu").run((context) -> {
			assertThat(context).hasSingleBean(ExperitureClient.class);
			context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
			assertThat(context.getBean(ExperitureEmulator.class).count("orders")).isEqualTo(1);
		});
	}

	@Test
	void excludesDisabledWorkspace() {
		this.runner.withPropertyValues(REAL_ACCOUNT)
			.withPropertyValues("experiture.workspaces.us.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ExperitureConnectionDetails.class);
				context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
				assertThat(context.getBean(ExperitureEmulator.class).count("orders")).isEqualTo(1);
			});
		this.runner
			.withPropertyValues("experiture.workspaces.eu.client-id=real-eu",
					"experiture.workspaces.us.client-id=real-us", "experiture.workspaces.us.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ExperitureClients.class).workspaces()).containsExactly("eu");
			});
	}

	@Test
	void createsNoWorkspaceForVariablesOfHyphenatedWorkspace() {
		this.runner.withPropertyValues("experiture.workspaces.eu-west.client-id=real-eu")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("EXPERITURE_WORKSPACES_EUWEST_CLIENTSECRET", "s3cr3t"))))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ExperitureConnectionDetails.class);
				assertThat(context.getBean(ExperitureClients.class).workspaces()).containsExactly("eu-west");
			});
	}

	@Test
	void createsDefaultWorkspaceForConnectionDetailsOfApplication() {
		this.runner.withPropertyValues("experiture.workspaces.eu.client-id=real-eu")
			.withBean("production", ExperitureConnectionDetails.class,
					() -> new FixedDetails("https://api.example.com"))
			.run((context) -> {
				context.getBean("experitureClient", ExperitureClient.class)
					.records()
					.append("orders", Map.of("order_id", "o-1"));
				assertThat(context.getBean(ExperitureEmulator.class).count("orders")).isEqualTo(1);
			});
	}

	@Test
	void usesEmulatorOfTest() {
		this.runner.withUserConfiguration(OwnEmulator.class).run((context) -> {
			assertThat(context).hasSingleBean(ExperitureEmulator.class).hasBean("ownEmulator");
			context.getBean(RecordsClient.class).append("visits", Map.of("page", "/"));
			assertThat(context.getBean("ownEmulator", ExperitureEmulator.class).count("visits")).isEqualTo(1);
		});
	}

	@Test
	void appliesCustomizers() {
		this.runner
			.withBean(ExperitureEmulatorCustomizer.class, () -> (builder) -> builder.object(CdpObject.event("visits")))
			.run((context) -> assertThat(context.getBean(ExperitureEmulator.class).count("visits")).isZero());
	}

	@Test
	void hasDefaultObjectsWithoutCustomizers() {
		this.runner.run((context) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> context.getBean(ExperitureEmulator.class).count("visits")));
	}

	@Test
	void backsOffIfDisabled() {
		this.runner.withPropertyValues(REAL_ACCOUNT)
			.withPropertyValues("experiture.test.emulator.enabled=false")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(ExperitureEmulator.class);
				assertThat(context.getBean(ExperitureConnectionDetails.class).getBaseUrl())
					.isEqualTo("https://api.example.com");
			});
	}

	@Test
	void startsEmulatorIfClientIsDisabled() {
		this.runner.withPropertyValues("experiture.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(ExperitureEmulator.class)
				.doesNotHaveBean(ExperitureClient.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEmulator {

		@Bean
		ExperitureEmulator ownEmulator() {
			return ExperitureEmulator.builder()
				.object(CdpObject.event("visits").field("page", FieldType.STRING))
				.start();
		}

	}

	private record FixedDetails(String url) implements ExperitureConnectionDetails {

		@Override
		public String getBaseUrl() {
			return this.url;
		}

		@Override
		public String getTokenUri() {
			return this.url;
		}

		@Override
		public String getClientId() {
			return "real";
		}

		@Override
		public String getClientSecret() {
			return "s3cr3t";
		}

	}

}
