package com.experiture.boot.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClients;
import com.experiture.client.settings.RecordValidation;
import com.experiture.client.settings.ValidationSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code experiture.records.validation} and
 * {@code experiture.records.schema-lifetime}.
 */
class RecordValidationPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class, ExperitureAutoConfiguration.class))
		.withPropertyValues("experiture.client-id=id", "experiture.client-secret=s3cr3t",
				"experiture.token-uri=https://auth.example.com/token");

	@Test
	void validatesOnRejectionByDefault() {
		this.runner.run((context) -> assertThat(context.getBean(ExperitureClient.class).settings().validation())
			.isEqualTo(ValidationSettings.DEFAULT)
			.isEqualTo(new ValidationSettings(RecordValidation.ON_REJECTION, Duration.ofMinutes(5))));
	}

	@Test
	void bindsAndInheritsValidation() {
		this.runner
			.withPropertyValues("experiture.records.validation=always", "experiture.records.schema-lifetime=1m",
					"experiture.workspaces.eu.records.schema-lifetime=2m",
					"experiture.workspaces.us.records.validation=none")
			.run((context) -> {
				assertThat(validation(context.getBean("experitureClient")))
					.isEqualTo(new ValidationSettings(RecordValidation.ALWAYS, Duration.ofMinutes(1)));
				ExperitureClients clients = context.getBean(ExperitureClients.class);
				assertThat(validation(clients.get("eu")))
					.isEqualTo(new ValidationSettings(RecordValidation.ALWAYS, Duration.ofMinutes(2)));
				assertThat(validation(clients.get("us")))
					.isEqualTo(new ValidationSettings(RecordValidation.NONE, Duration.ofMinutes(1)));
			});
	}

	@Test
	void appliesCustomizerAfterProperties() {
		this.runner
			.withBean(ExperitureClientCustomizer.class,
					() -> (builder) -> builder.recordValidation(RecordValidation.ALWAYS))
			.run((context) -> assertThat(validation(context.getBean(ExperitureClient.class)).mode())
				.isEqualTo(RecordValidation.ALWAYS));
	}

	private static ValidationSettings validation(Object client) {
		return ((ExperitureClient) client).settings().validation();
	}

}
