package com.experiture.boot.autoconfigure.endpoint;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExperitureSanitizingAutoConfiguration}.
 */
class ExperitureSanitizingAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ExperitureAutoConfiguration.class, ExperitureSanitizingAutoConfiguration.class))
		.withPropertyValues("experiture.client-id=id", "experiture.client-secret=s3cr3t",
				"experiture.token-uri=https://auth.example.com/token",
				"experiture.workspaces.eu.client-secret=eu-s3cr3t", "experiture.workspaces.eu.client-id=eu");

	@Test
	void hidesSecretInEndpointsThatShowAllValues() {
		this.runner.run((context) -> {
			List<SanitizingFunction> functions = List.of(context.getBean(SanitizingFunction.class));
			EnvironmentEndpoint environment = new EnvironmentEndpoint(context.getEnvironment(), functions, Show.ALWAYS);
			assertThat(environment.environment("experiture.*").getPropertySources().toString()).isNotEmpty();
			environment.environment("experiture.*")
				.getPropertySources()
				.forEach((source) -> assertThat(source.getProperties().values())
					.extracting((value) -> String.valueOf(value.getValue()))
					.noneMatch((value) -> value.contains("s3cr3t")));
			ConfigurationPropertiesReportEndpoint properties = new ConfigurationPropertiesReportEndpoint(functions,
					Show.ALWAYS);
			properties.setApplicationContext(context);
			properties.configurationPropertiesWithPrefix("experiture")
				.getContexts()
				.values()
				.forEach((report) -> report.getBeans()
					.values()
					.forEach((bean) -> assertThat(bean.getProperties().toString() + bean.getInputs()).contains("id")
						.doesNotContain("s3cr3t")));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "EXPERITURE_CLIENT_SECRET", "EXPERITURE_WORKSPACES_EU_CLIENTSECRET",
			"experiture.clientSecret", "experiture.workspaces.eu.client_secret" })
	void hidesSecretInEveryForm(String key) {
		this.runner.run((context) -> assertThat(
				context.getBean(SanitizingFunction.class).apply(new SanitizableData(null, key, "s3cr3t")).getValue())
			.isEqualTo(SanitizableData.SANITIZED_VALUE));
	}

	@Test
	void startsWithoutActuator() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
