package com.experiture.boot.docker.compose;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.autoconfigure.ExperitureConnectionDetails;
import com.experiture.client.records.RecordsClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ExperitureDockerComposeConnectionDetailsFactory}.
 */
class ExperitureDockerComposeConnectionDetailsFactoryTests {

	private static final Map<String, String> LABEL = Map.of("org.springframework.boot.service-connection",
			"experiture");

	private final ConnectionPorts ports = mock(ConnectionPorts.class);

	private final RunningService service = mock(RunningService.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class));

	@Test
	void connectsToServiceByLabel() {
		ExperitureConnectionDetails details = details("localhost", "registry.example.com/tools/cdp:1", LABEL, Map.of());
		assertThat(details.getBaseUrl()).isEqualTo("http://localhost:32768/public/v1");
		assertThat(details.getTokenUri()).isEqualTo("http://localhost:32768/oauth2/token");
		assertThat(details.getClientId()).isEqualTo("emulator-client");
		assertThat(details.getClientSecret()).isEqualTo("emulator-secret");
	}

	@Test
	void connectsToServiceByImageName() {
		assertThat(details("127.0.0.1", "experiture-emulator:latest", Map.of(), Map.of()).getBaseUrl())
			.isEqualTo("http://127.0.0.1:32768/public/v1");
	}

	@Test
	void usesEnvironmentOfService() {
		given(this.ports.get(9090)).willReturn(32769);
		ExperitureConnectionDetails details = details("localhost", "experiture-emulator", Map.of(),
				Map.of("EXPERITURE_EMULATOR_PORT", "9090", "EXPERITURE_EMULATOR_CLIENT_ID", "id",
						"EXPERITURE_EMULATOR_CLIENT_SECRET", "secret"));
		assertThat(details.getBaseUrl()).isEqualTo("http://localhost:32769/public/v1");
		assertThat(details.getClientId()).isEqualTo("id");
		assertThat(details.getClientSecret()).isEqualTo("secret");
	}

	@Test
	void ignoresOtherServices() {
		assertThat(connections("localhost", "postgres", Map.of(), Map.of())).isEmpty();
	}

	@Test
	void rejectsRemoteDockerEngineWithAdvice() {
		assertThatIllegalStateException()
			.isThrownBy(() -> details("docker.example.com", "experiture-emulator", Map.of(), Map.of()))
			.withMessage("The Docker engine of service 'cdp' is on another machine (docker.example.com), and the client"
					+ " sends credentials over plain http to loopback addresses only. Use an engine on this machine, or"
					+ " forward the service's port to this machine and set spring.docker.compose.host=localhost.");
	}

	@Test
	void usesConnectionDetailsInsteadOfProperties() {
		ExperitureConnectionDetails details = details("localhost", "experiture-emulator", Map.of(), Map.of());
		this.runner.withBean("fromCompose", ExperitureConnectionDetails.class, () -> details)
			.withPropertyValues("experiture.base-url=https://api.example.com",
					"experiture.token-uri=https://auth.example.com/token", "experiture.client-id=real",
					"experiture.client-secret=s3cr3t")
			.run((context) -> {
				assertThat(context).hasSingleBean(RecordsClient.class);
				assertThat(context.getBean(ExperitureConnectionDetails.class)).isSameAs(details);
			});
	}

	@Test
	void startsWithoutDockerCompose() {
		ClassLoader without = new FilteredClassLoader("org.springframework.boot.docker.compose");
		assertThat(new ConnectionDetailsFactories(without).getConnectionDetails("no source", false)).isEmpty();
		this.runner.withClassLoader(without)
			.withPropertyValues("experiture.token-uri=https://auth.example.com/token", "experiture.client-id=id",
					"experiture.client-secret=s3cr3t")
			.run((context) -> assertThat(context).hasSingleBean(RecordsClient.class));
	}

	private ExperitureConnectionDetails details(String host, String image, Map<String, String> labels,
			Map<String, @Nullable String> environment) {
		return (ExperitureConnectionDetails) connections(host, image, labels, environment)
			.get(ExperitureConnectionDetails.class);
	}

	private Map<Class<?>, ConnectionDetails> connections(String host, String image, Map<String, String> labels,
			Map<String, @Nullable String> environment) {
		given(this.ports.get(8080)).willReturn(32768);
		given(this.service.name()).willReturn("cdp");
		given(this.service.host()).willReturn(host);
		given(this.service.ports()).willReturn(this.ports);
		given(this.service.image()).willReturn(ImageReference.of(image));
		given(this.service.labels()).willReturn(labels);
		given(this.service.env()).willReturn(environment);
		DockerComposeConnectionSource source = mock(DockerComposeConnectionSource.class);
		given(source.getRunningService()).willReturn(this.service);
		return new ConnectionDetailsFactories(null).getConnectionDetails(source, false);
	}

}
