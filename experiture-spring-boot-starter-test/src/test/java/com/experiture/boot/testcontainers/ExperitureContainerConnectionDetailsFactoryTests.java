package com.experiture.boot.testcontainers;

import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.autoconfigure.ExperitureConnectionDetails;
import com.experiture.boot.test.autoconfigure.ExperitureEmulatorAutoConfiguration;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.testcontainers.ExperitureEmulatorContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ExperitureContainerConnectionDetailsFactory} without a Docker engine.
 * The sample application tests a real container.
 */
class ExperitureContainerConnectionDetailsFactoryTests {

	private final ExperitureEmulatorContainer container = mock(ExperitureEmulatorContainer.class);

	@Test
	void createsConnectionDetailsOfContainer() throws Exception {
		given(this.container.getBaseUrl()).willReturn("http://localhost:32768/public/v1");
		given(this.container.getTokenUri()).willReturn("http://localhost:32768/oauth2/token");
		given(this.container.getClientId()).willReturn("id");
		given(this.container.getClientSecret()).willReturn("secret");
		ExperitureConnectionDetails details = details();
		assertThat(details.getBaseUrl()).isEqualTo("http://localhost:32768/public/v1");
		assertThat(details.getTokenUri()).isEqualTo("http://localhost:32768/oauth2/token");
		assertThat(details.getClientId()).isEqualTo("id");
		assertThat(details.getClientSecret()).isEqualTo("secret");
	}

	@Test
	void rejectsRemoteDockerEngineWithAdvice() throws Exception {
		given(this.container.getBaseUrl()).willReturn("http://docker.example.com:32768/public/v1");
		ExperitureConnectionDetails details = details();
		assertThatIllegalStateException().isThrownBy(details::getBaseUrl)
			.withMessage("The Docker engine is on another machine (docker.example.com), and the client sends"
					+ " credentials over plain http to loopback addresses only. Use an engine on this machine, or"
					+ " forward the container's port to this machine and set TESTCONTAINERS_HOST_OVERRIDE=localhost.");
	}

	@Test
	void startsWithoutTestcontainers() {
		ClassLoader without = new FilteredClassLoader("org.testcontainers", "org.springframework.boot.testcontainers");
		assertThat(new ConnectionDetailsFactories(without).getConnectionDetails("no source", false)).isEmpty();
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ExperitureAutoConfiguration.class, ExperitureEmulatorAutoConfiguration.class))
			.withClassLoader(without)
			.run((context) -> assertThat(context).hasSingleBean(ExperitureEmulator.class)
				.hasSingleBean(RecordsClient.class));
	}

	private ExperitureConnectionDetails details() throws Exception {
		// By reflection, since Spring Boot does not expose the supplier
		ContainerConnectionSource<?> source = mock(ContainerConnectionSource.class,
				(call) -> switch (call.getMethod().getName()) {
					case "accepts" -> true;
					case "getContainerSupplier" -> (Supplier<?>) () -> this.container;
					default -> null;
				});
		ExperitureConnectionDetails details = (ExperitureConnectionDetails) new ConnectionDetailsFactories(null)
			.getConnectionDetails(source, true)
			.get(ExperitureConnectionDetails.class);
		((InitializingBean) details).afterPropertiesSet();
		return details;
	}

}
