package com.experiture.boot.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

import com.experiture.boot.autoconfigure.CredentialsSupplier.Credentials;
import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClients;
import com.experiture.client.error.TokenException;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for secrets that change while the application runs.
 */
class RotatedSecretTests {

	@RegisterExtension
	static final WireMockExtension api = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class));

	@BeforeEach
	void stubApi() {
		api.stubFor(post(urlPathEqualTo("/token"))
			.willReturn(okJson("{\"access_token\":\"t-1\",\"token_type\":\"bearer\",\"expires_in\":3600}")));
		api.stubFor(delete(urlPathEqualTo("/lists/l-1")).willReturn(aResponse().withStatus(204)));
		api.stubFor(delete(urlPathEqualTo("/lists/revoked")).willReturn(aResponse().withStatus(401)));
	}

	@ParameterizedTest
	@CsvSource({ "default, experiture", "eu, experiture.workspaces.eu" })
	void usesReboundPropertiesForNextToken(String workspace, String prefix) {
		runner().run((context) -> {
			call(context, workspace);
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("rotated", Map.of(prefix + ".client-secret", "second")));
			String name = context.getBeanNamesForType(ExperitureProperties.class)[0];
			context.getBean(ConfigurationPropertiesBindingPostProcessor.class)
				.postProcessBeforeInitialization(context.getBean(name), name);
			dropToken(context, workspace);
			call(context, workspace);
			assertThat(tokenRequests()).endsWith(workspace + ":second").startsWith(workspace + ":first");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "default", "eu" })
	void callsSupplierForNextToken(String workspace) {
		AtomicReference<Credentials> current = new AtomicReference<>(new Credentials("vault", "first"));
		RootBeanDefinition supplier = new RootBeanDefinition(CredentialsSupplier.class, () -> current::get);
		if (!workspace.equals("default")) {
			supplier.addQualifier(new AutowireCandidateQualifier(Qualifier.class, workspace));
		}
		runner()
			.withInitializer((context) -> ((BeanDefinitionRegistry) context.getBeanFactory())
				.registerBeanDefinition("supplier", supplier))
			.run((context) -> {
				call(context, workspace);
				current.set(new Credentials("vault", "second"));
				dropToken(context, workspace);
				call(context, workspace);
				assertThat(tokenRequests()).endsWith("vault:second").startsWith("vault:first");
				call(context, workspace.equals("eu") ? "default" : "eu");
				assertThat(tokenRequests()).last().asString().endsWith(":first").doesNotStartWith("vault");
			});
	}

	@Test
	void usesSupplierInsteadOfProperties() {
		this.runner
			.withPropertyValues("experiture.base-url=" + api.baseUrl(),
					"experiture.token-uri=" + api.baseUrl() + "/token")
			.withBean(CredentialsSupplier.class, () -> () -> new Credentials("vault", "s3cr3t"))
			.run((context) -> {
				assertThat(api.getAllServeEvents()).isEmpty();
				call(context, "default");
				assertThat(tokenRequests()).containsExactly("vault:s3cr3t");
			});
	}

	@Test
	void callsSupplierOnlyForTokensAndFailsCallIfItFails() {
		this.runner
			.withPropertyValues("experiture.base-url=" + api.baseUrl(),
					"experiture.token-uri=" + api.baseUrl() + "/token")
			.withBean(CredentialsSupplier.class, () -> () -> {
				throw new IllegalStateException("s3cr3t");
			})
			.run((context) -> assertThatExceptionOfType(TokenException.class).isThrownBy(() -> call(context, "default"))
				.withMessageContaining("the client credentials cannot be used (IllegalStateException)")
				.withMessageNotContaining("s3cr3t"));
	}

	@Test
	void allowsBlockingSupplierIfCallStartsOnEventLoop() {
		this.runner
			.withPropertyValues("experiture.base-url=" + api.baseUrl(),
					"experiture.token-uri=" + api.baseUrl() + "/token")
			.withBean(CredentialsSupplier.class,
					() -> () -> Mono.delay(Duration.ofMillis(1)).thenReturn(new Credentials("vault", "s3cr3t")).block())
			.run((context) -> {
				ExperitureClient client = context.getBean(ExperitureClient.class);
				client.reactive().lists().delete("l-1").subscribeOn(Schedulers.parallel()).block();
				assertThat(tokenRequests()).containsExactly("vault:s3cr3t");
			});
	}

	@Test
	void hidesSecretInToString() {
		assertThat(new Credentials("id", "s3cr3t")).hasToString("Credentials[clientId=id, clientSecret=***]");
	}

	private ApplicationContextRunner runner() {
		return this.runner.withPropertyValues("experiture.base-url=" + api.baseUrl(),
				"experiture.token-uri=" + api.baseUrl() + "/token", "experiture.client-id=default",
				"experiture.client-secret=first", "experiture.workspaces.eu.client-id=eu");
	}

	private static void call(AssertableApplicationContext context, String workspace) {
		assertThat(context).hasNotFailed();
		context.getBean(ExperitureClients.class).get(workspace).lists().delete("l-1");
	}

	private static void dropToken(AssertableApplicationContext context, String workspace) {
		ExperitureClient client = context.getBean(ExperitureClients.class).get(workspace);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> client.lists().delete("revoked"));
	}

	private static List<String> tokenRequests() {
		return api.findAll(postRequestedFor(urlPathEqualTo("/token")))
			.stream()
			.map((request) -> request.getHeader("Authorization").substring("Basic ".length()))
			.map((basic) -> new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8))
			.toList();
	}

}
