package com.experiture.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.error.ConnectionFailedException;
import com.experiture.client.settings.RetrySettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the name of the workspace.
 */
class WorkspaceTests {

	@Test
	void isDefaultWithoutName() {
		try (ExperitureClient client = ExperitureClient.builder().tokenProvider(new FixedToken()).build()) {
			assertThat(client.workspace()).isEqualTo("default");
		}
	}

	@Test
	void tagsObservations() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		try (ExperitureClient client = ExperitureClient.builder()
			.workspace("eu-west-1")
			.baseUrl(URI.create("http://127.0.0.1:1"))
			.tokenProvider(new FixedToken())
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
			.observationRegistry(observations)
			.build()) {
			assertThat(client.workspace()).isEqualTo("eu-west-1");
			assertThatExceptionOfType(ConnectionFailedException.class)
				.isThrownBy(() -> client.profiles().upsert(Map.of("email", "x")));
			assertThat(observations).hasObservationWithNameEqualTo("experiture.client.calls")
				.that()
				.hasLowCardinalityKeyValue("workspace", "eu-west-1");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "EU", "eu.west", "eu_west", "-eu", "eu-", "eu--west", "eu west", "eu\nwest" })
	void rejectsInvalidName(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> ExperitureClient.builder().workspace(name))
			.withMessageContaining("lower-case letters");
	}

}
