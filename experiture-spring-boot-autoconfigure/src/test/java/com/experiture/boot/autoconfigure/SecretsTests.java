package com.experiture.boot.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import com.experiture.boot.autoconfigure.CredentialsSupplier.Credentials;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for secrets that are malformed, half rotated, or misplaced.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "s3cr3t\n", "s3cr3t\r\n", " s3cr3t", "s3cr3t ", "s3cr3t\t", "s3\u0000cr3t", "\uFEFFs3cr3t",
			"s3cr3t\u00A0", "s3cr\n3t", "s3cr3t\u200B" })
	void failsIfCredentialsAreMalformed(String value) {
		for (String property : List.of("experiture.client-secret", "experiture.client-id",
				"experiture.workspaces.eu.client-secret")) {
			this.runner.withInitializer((context) -> {
				Map<String, Object> properties = new HashMap<>(
						Map.of("experiture.client-id", "id", "experiture.client-secret", "fine", "experiture.token-uri",
								"https://auth.example.com/token", "experiture.workspaces.eu.client-id", "eu"));
				properties.put(property, value);
				context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
			})
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(ExperitureConfigurationException.class)
					.hasMessageContaining(property)
					.hasMessageNotContaining("cr3t")
					.hasMessageNotContaining("3t"));
		}
	}

	@Test
	void rejectsMalformedCredentialsWithoutSpringBoot() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ClientCredentials(URI.create("https://auth.example.com/token"), "id", "s3cr3t\n",
					List.of(), ClientAuthentication.CLIENT_SECRET_BASIC))
			.withMessage("'clientSecret' ends with a line break");
		assertThatIllegalArgumentException().isThrownBy(() -> new Credentials(" id", "s3cr3t"))
			.withMessage("'clientId' begins or ends with whitespace");
	}

	@ParameterizedTest
	@CsvSource({ "${X}hunter2, ${X}", "hunter2${X}, ${X}", "${X:hunter2${Y}}, ${Y}", "${X}hunter2${Y}, ${X}" })
	void hidesSecretIfPlaceholderCannotBeResolved(String value, String shown, CapturedOutput output) {
		Throwable failure = catchThrowable(() -> start("--experiture.client-secret=" + value));
		assertThat(output).contains("experiture.client-secret contains the unresolved placeholder " + shown)
			.doesNotContain("hunter2");
		assertThat(stackTrace(failure)).doesNotContain("hunter2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "experiture.client-secret", "experiture.workspaces.eu.client-secret",
			"experiture.client-id", "experiture.token-uri" })
	void hidesSecretIfPlaceholderIsCircular(String property, CapturedOutput output) {
		Throwable failure = catchThrowable(() -> start("--experiture.workspaces.eu.client-id=eu", "--debug",
				"--" + property + "=${" + property + "}hunter2"));
		assertThat(output).contains(property).contains("contains an unresolved placeholder").doesNotContain("hunter2");
		assertThat(stackTrace(failure)).doesNotContain("hunter2");
	}

	private static void start(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setDefaultProperties(Map.of("experiture.client-id", "id", "experiture.client-secret", "fine",
				"experiture.token-uri", "https://auth.example.com/token"));
		application.run(arguments).close();
	}

	private static String stackTrace(Throwable failure) {
		assertThat(failure).isNotNull();
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	@Test
	void keepsLastCompleteCredentialsWhilePropertiesAreRebound() {
		AtomicReference<ClientCredentials> bound = new AtomicReference<>(credentials("a", "1"));
		StableCredentials stable = new StableCredentials(bound::get);
		assertThat(stable.get()).isEqualTo(credentials("a", "1"));
		bound.set(null);
		assertThat(stable.get()).isEqualTo(credentials("a", "1"));
		bound.set(credentials("b", "1"));
		assertThat(stable.get()).as("the secret has not changed yet").isEqualTo(credentials("a", "1"));
		bound.set(credentials("b", "2"));
		assertThat(stable.get()).isEqualTo(credentials("b", "2"));
		bound.set(credentials("b", "3"));
		assertThat(stable.get()).isEqualTo(credentials("b", "3"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "default", "eu" })
	void keepsCredentialsIfConfigurationIsEmptied(String workspace) {
		this.runner
			.withPropertyValues("experiture.client-id=id", "experiture.client-secret=s3cr3t",
					"experiture.token-uri=https://auth.example.com/token", "experiture.workspaces.eu.client-id=eu")
			.run((context) -> {
				ExperitureProperties all = context.getBean(ExperitureProperties.class);
				AtomicReference<Supplier<ClientCredentials>> used = new AtomicReference<>();
				ExperitureProperties properties = workspace.equals("eu") ? all.getWorkspaces().get("eu") : all;
				ConnectionResolver connections = context.getBean(ConnectionResolver.class);
				used.set(connections.credentials(workspace, connections.propertiesDetails(workspace)));
				ClientCredentials before = used.get().get();
				properties.setClientSecret(null);
				assertThat(used.get().get()).isEqualTo(before);
				properties.setTokenUri(null);
				properties.setClientId("next");
				assertThat(used.get().get()).isEqualTo(before);
				properties.setTokenUri("https://auth.example.com/token");
				assertThat(used.get().get()).isEqualTo(before);
				properties.setClientSecret("next-s3cr3t");
				assertThat(used.get().get().clientId()).isEqualTo("next");
				all.getWorkspaces().clear();
				assertThat(used.get().get().clientId()).isEqualTo("next");
			});
	}

	private static ClientCredentials credentials(String id, String secret) {
		return new ClientCredentials(URI.create("https://auth.example.com/token"), id, secret, List.of(),
				ClientAuthentication.CLIENT_SECRET_BASIC);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ExperitureAutoConfiguration.class)
	static class Application {

	}

}
