package com.experiture.boot.autoconfigure.endpoint;

import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.experiture.boot.autoconfigure.ClientOfAWorkspaceConfiguration;
import com.experiture.boot.autoconfigure.CredentialsSupplier;
import com.experiture.boot.autoconfigure.CredentialsSupplier.Credentials;
import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.autoconfigure.ExperitureProperties;
import com.experiture.boot.autoconfigure.endpoint.ExperitureEndpoint.WorkspaceDescriptor;
import com.experiture.client.ExperitureClient;
import com.experiture.client.observation.TokenStatus.State;
import com.experiture.client.settings.RecordNaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ExperitureEndpointAutoConfiguration}.
 */
class ExperitureEndpointAutoConfigurationTests {

	private static final String[] REQUIRED = { "experiture.client-id=own-id", "experiture.client-secret=s3cr3t",
			"experiture.token-uri=https://auth.example.com/token" };

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ExperitureAutoConfiguration.class, ExperitureEndpointAutoConfiguration.class))
		.withPropertyValues(REQUIRED)
		.withPropertyValues("experiture.scopes=cdp:profiles:write", "experiture.call-timeout=7s",
				"experiture.rate-limit.read.permits=5");

	private final ApplicationContextRunner runner = this.bare
		.withPropertyValues("management.endpoints.web.exposure.include=experiture");

	@Test
	void showsState() {
		this.runner.run((context) -> {
			WorkspaceDescriptor state = context.getBean(ExperitureEndpoint.class).workspace("default");
			assertThat(state).isNotNull();
			assertThat(state.token().state()).isEqualTo(State.NONE);
			assertThat(state.calls().errors()).isEmpty();
			assertThat(state.endpointClasses()).hasSize(7);
			assertThat(state.endpointClasses().get("read").limit()).isEqualTo(5);
			assertThat(state.endpointClasses().get("batch-write").limit()).isNull();
			assertThat(state.retriesLeft()).isEqualTo(100);
			assertThat(state.queue().records()).isZero();
			assertThat(state.configuration()).containsEntry("call-timeout", Duration.ofSeconds(7))
				.containsEntry("rate-limit.read.permits", 5)
				.containsEntry("rate-limit.import.permits", null);
		});
	}

	@Test
	void showsEveryWorkspaceByName() {
		this.runner.withPropertyValues("experiture.workspaces.eu.client-id=eu", "experiture.workspaces.us.client-id=us")
			.run((context) -> {
				ExperitureEndpoint endpoint = context.getBean(ExperitureEndpoint.class);
				assertThat(endpoint.workspaces().workspaces()).containsOnlyKeys("default", "eu", "us");
				assertThat(endpoint.workspace("us")).isNotNull();
				assertThat(endpoint.workspace("unknown")).isNull();
			});
	}

	@Test
	void showsReplacedClientOfNamedWorkspace() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ExperitureAutoConfiguration.class, ExperitureEndpointAutoConfiguration.class))
			.withPropertyValues("experiture.workspaces.eu.client-id=eu",
					"management.endpoints.web.exposure.include=experiture")
			.withUserConfiguration(ClientOfAWorkspaceConfiguration.class)
			.run((context) -> assertThat(context.getBean(ExperitureEndpoint.class).workspaces().workspaces())
				.containsOnlyKeys("eu"));
	}

	@Test
	void hidesTextsByDefaultAndSecretAlways() {
		this.runner.run((context) -> {
			Map<String, Object> configuration = configuration(context.getBean(ExperitureEndpoint.class));
			assertThat(configuration).containsEntry("base-url", "******")
				.containsEntry("token-uri", "******")
				.containsEntry("client-id", "******")
				.containsEntry("scopes", "******");
		});
		this.runner.withPropertyValues("management.endpoint.experiture.show-values=always").run((context) -> {
			Map<String, Object> configuration = configuration(context.getBean(ExperitureEndpoint.class));
			assertThat(configuration).containsEntry("client-id", "own-id")
				.containsEntry("scopes", List.of("cdp:profiles:write"));
			assertThat(configuration.toString()).contains("https://auth.example.com/token").doesNotContain("s3cr3t");
			assertThat(configuration.keySet()).noneMatch((key) -> key.contains("secret"));
		});
	}

	@Test
	void showsEveryPropertyButTheSecret() throws Exception {
		Set<String> names = propertyNames();
		assertThat(names).contains("writer.linger", "records.naming", "ssl.bundle").hasSizeGreaterThan(25);
		this.runner
			.withPropertyValues("experiture.records.naming=snake-case", "experiture.writer.linger=7ms",
					"experiture.workspaces.eu.writer.linger=8ms")
			.run((context) -> {
				ExperitureEndpoint endpoint = context.getBean(ExperitureEndpoint.class);
				assertThat(configuration(endpoint)).containsKeys(names.toArray(String[]::new))
					.containsEntry("records.naming", RecordNaming.SNAKE_CASE)
					.containsEntry("writer.linger", Duration.ofMillis(7))
					.containsEntry("writer.batch-size", 10_000_000L)
					.containsEntry("ssl.bundle", null);
				WorkspaceDescriptor eu = endpoint.workspace("eu");
				assertThat(eu).isNotNull();
				assertThat(eu.configuration()).containsEntry("writer.linger", Duration.ofMillis(8));
			});
	}

	private static Set<String> propertyNames() throws Exception {
		Path metadata = Path.of(ExperitureProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI())
			.resolve("META-INF/spring-configuration-metadata.json");
		return new JsonMapper().readTree(metadata)
			.path("properties")
			.valueStream()
			.map((property) -> property.path("name").asString())
			.filter((name) -> name.startsWith("experiture."))
			.map((name) -> name.substring("experiture.".length()))
			.filter((name) -> !Set.of("enabled", "client-secret", "rate-limit", "workspaces").contains(name))
			.collect(Collectors.toSet());
	}

	@Test
	void doesNotCallCredentialsSupplier() {
		AtomicInteger asked = new AtomicInteger();
		this.runner
			.withPropertyValues("experiture.token-uri=http://127.0.0.1:1/token", "experiture.retry.max-attempts=1",
					"management.endpoint.experiture.show-values=always")
			.withBean(CredentialsSupplier.class, () -> () -> {
				asked.incrementAndGet();
				return new Credentials("of-the-vault", "s3cr3t");
			})
			.run((context) -> {
				ExperitureEndpoint endpoint = context.getBean(ExperitureEndpoint.class);
				assertThat(configuration(endpoint)).doesNotContainKeys("client-id", "token-uri");
				assertThat(asked).hasValue(0);
				context.getBean(ExperitureClient.class).reactive().lists().delete("l-1").onErrorComplete().block();
				assertThat(asked).hasValue(1);
				assertThat(configuration(endpoint)).containsEntry("client-id", "of-the-vault");
				assertThat(asked).hasValue(1);
			});
	}

	@Test
	void appliesSanitizingFunctionsOfApplication() {
		this.runner.withPropertyValues("management.endpoint.experiture.show-values=always")
			.withBean(SanitizingFunction.class,
					() -> (data) -> data.getKey().equals("experiture.call-timeout")
							|| data.getKey().equals("experiture.client-id") ? data.withSanitizedValue() : data)
			.run((context) -> assertThat(configuration(context.getBean(ExperitureEndpoint.class)))
				.containsEntry("call-timeout", "******")
				.containsEntry("client-id", "******"));
	}

	@Test
	void showsTextsToAuthorizedWebUsers() {
		this.runner
			.withPropertyValues("management.endpoint.experiture.show-values=when-authorized",
					"management.endpoint.experiture.roles=operator")
			.run((context) -> {
				ExperitureEndpointWebExtension web = context.getBean(ExperitureEndpointWebExtension.class);
				SecurityContext operator = mock(SecurityContext.class);
				given(operator.getPrincipal()).willReturn(mock(Principal.class));
				given(operator.isUserInRole("operator")).willReturn(true);
				assertThat(web.workspace(operator, "default").getBody().configuration()).containsEntry("client-id",
						"own-id");
				assertThat(web.workspace(SecurityContext.NONE, "default").getBody().configuration())
					.containsEntry("client-id", "******");
				assertThat(web.workspaces(SecurityContext.NONE).workspaces().get("default").configuration())
					.containsEntry("client-id", "******");
				assertThat(web.workspace(operator, "unknown").getStatus()).isEqualTo(404);
			});
	}

	@Test
	void isNotExposedByDefault() {
		this.bare.run((context) -> assertThat(context).hasSingleBean(ExperitureClient.class)
			.doesNotHaveBean(ExperitureEndpoint.class)
			.doesNotHaveBean(ExperitureEndpointWebExtension.class));
	}

	@Test
	void hasNoWebExtensionIfExposedOverJmxOnly() {
		this.bare.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=experiture")
			.run((context) -> assertThat(context).hasSingleBean(ExperitureEndpoint.class)
				.doesNotHaveBean(ExperitureEndpointWebExtension.class));
	}

	@Test
	void backsOffIfDisabled() {
		this.runner.withPropertyValues("management.endpoint.experiture.access=NONE")
			.run((context) -> assertThat(context).hasSingleBean(ExperitureClient.class)
				.doesNotHaveBean(ExperitureEndpoint.class));
	}

	@Test
	void backsOffIfClientIsDisabled() {
		this.runner.withPropertyValues("experiture.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ExperitureEndpoint.class));
	}

	@Test
	void backsOffIfBeanIsDefined() {
		ExperitureEndpoint own = new ExperitureEndpoint(List.of(), null, List.of(), Show.NEVER);
		this.runner.withBean("own", ExperitureEndpoint.class, () -> own)
			.run((context) -> assertThat(context).getBean(ExperitureEndpoint.class).isSameAs(own));
	}

	@Test
	void backsOffWithoutActuator() {
		new ApplicationContextRunner().withUserConfiguration(ImportedByName.class)
			.withPropertyValues(REQUIRED)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasSingleBean(ExperitureClient.class)
				.doesNotHaveBean("experitureEndpoint"));
	}

	private static Map<String, Object> configuration(ExperitureEndpoint endpoint) {
		WorkspaceDescriptor state = endpoint.workspace("default");
		assertThat(state).isNotNull();
		return state.configuration();
	}

	// As in an application: missing classes are never loaded.
	@ImportAutoConfiguration({ ExperitureAutoConfiguration.class, ExperitureEndpointAutoConfiguration.class })
	private static final class ImportedByName {

	}

}
