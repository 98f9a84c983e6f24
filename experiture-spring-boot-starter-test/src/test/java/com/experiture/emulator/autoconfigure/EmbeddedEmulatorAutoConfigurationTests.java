package com.experiture.emulator.autoconfigure;

import java.net.ServerSocket;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.test.autoconfigure.ExperitureEmulatorAutoConfiguration;
import com.experiture.client.ExperitureClients;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.FieldType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedEmulatorAutoConfiguration}.
 */
class EmbeddedEmulatorAutoConfigurationTests {

	private static final String[] ACCOUNT = { "experiture.token-uri=https://auth.invalid/token",
			"experiture.client-id=real", "experiture.client-secret=s3cr3t" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class,
				ExperitureAutoConfiguration.class, EmbeddedEmulatorAutoConfiguration.class));

	private final ApplicationContextRunner enabled = this.runner.withPropertyValues("experiture.emulator.enabled=true");

	private final Logger logger = (Logger) LoggerFactory.getLogger(EmbeddedEmulatorAutoConfiguration.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void captureLog() {
		this.log.start();
		this.logger.setLevel(Level.WARN);
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	@Test
	void isDisabledByDefault() {
		this.runner.withPropertyValues(ACCOUNT)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ExperitureEmulator.class));
	}

	@Test
	void replacesServiceWithoutOtherProperties() {
		this.enabled.run((context) -> {
			context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
			ExperitureEmulator emulator = context.getBean(ExperitureEmulator.class);
			assertThat(emulator.count("orders")).isEqualTo(1);
			assertThat(this.log.list).singleElement()
				.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("EMULATED")
					.contains(emulator.baseUrl().toString()));
		});
	}

	@Test
	void replacesConfiguredAccountWithWarning() {
		this.enabled.withPropertyValues(ACCOUNT).run((context) -> {
			context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
			assertThat(context.getBean(ExperitureEmulator.class).count("orders")).isEqualTo(1);
			assertThat(this.log.list).last()
				.satisfies((event) -> assertThat(event.getFormattedMessage())
					.contains("The account of experiture.client-id is not used"));
		});
	}

	@Test
	void connectsAllWorkspaces() {
		this.enabled.withPropertyValues("experiture.workspaces.eu.enabled=true").run((context) -> {
			context.getBean(ExperitureClients.class).get("eu").records().append("orders", Map.of("order_id", "o-1"));
			assertThat(context.getBean(ExperitureEmulator.class).count("orders")).isEqualTo(1);
		});
	}

	@Test
	void addsObjectsAndFieldsOfCustomizers() {
		this.enabled.withUserConfiguration(Workspace.class).run((context) -> {
			context.getBean(RecordsClient.class).append("visits", Map.of("page", "/"));
			assertThat(context.getBean(ExperitureEmulator.class).count("visits")).isEqualTo(1);
		});
	}

	@Test
	void backsOffIfEmulatorIsDefined() {
		try (ExperitureEmulator own = ExperitureEmulator.start()) {
			this.enabled.withBean(ExperitureEmulator.class, () -> own)
				.run((context) -> assertThat(context).getBean(ExperitureEmulator.class).isSameAs(own));
		}
	}

	@Test
	void listensOnConfiguredPort() throws Exception {
		int port;
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		this.enabled.withPropertyValues("experiture.emulator.port=" + port)
			.run((context) -> assertThat(context.getBean(ExperitureEmulator.class).baseUrl()).hasPort(port));
	}

	@Test
	void doesNotReplaceEmulatorOfTest() {
		this.enabled.withConfiguration(AutoConfigurations.of(ExperitureEmulatorAutoConfiguration.class))
			.withPropertyValues("experiture.test.emulator.enabled=true")
			.run((context) -> {
				assertThat(context).hasSingleBean(ExperitureEmulator.class)
					.doesNotHaveBean(EmbeddedEmulatorAutoConfiguration.class);
				context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
			});
	}

	@Test
	void startsWithoutTestLibraries() {
		this.enabled
			.withClassLoader(new FilteredClassLoader("org.junit", "org.mockito", "org.springframework.test",
					"org.springframework.boot.testcontainers", "org.testcontainers"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Workspace {

		@Bean
		ExperitureEmulatorCustomizer visits() {
			return (builder) -> builder.object(CdpObject.event("visits").field("page", FieldType.STRING));
		}

	}

}
