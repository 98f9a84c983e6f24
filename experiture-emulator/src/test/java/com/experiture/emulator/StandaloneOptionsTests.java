package com.experiture.emulator;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StandaloneOptionsTests {

	@Test
	void hasDefaults() {
		assertThat(StandaloneOptions.read(Map.of()))
			.isEqualTo(new StandaloneOptions(8080, "emulator-client", "emulator-secret", null, null));
	}

	@Test
	void readsEnvironment() {
		Map<String, String> environment = Map.of("EXPERITURE_EMULATOR_PORT", "9090", "EXPERITURE_EMULATOR_CLIENT_ID",
				"id", "EXPERITURE_EMULATOR_CLIENT_SECRET", "secret", "EXPERITURE_EMULATOR_EXTERNAL_URL",
				"https://cdp.example.com/", "EXPERITURE_EMULATOR_FIXTURES", "fixtures.json");
		assertThat(StandaloneOptions.read(environment)).isEqualTo(new StandaloneOptions(9090, "id", "secret",
				URI.create("https://cdp.example.com"), Path.of("fixtures.json")));
	}

	@Test
	void argumentsOverrideEnvironment() {
		assertThat(StandaloneOptions.read(Map.of("EXPERITURE_EMULATOR_PORT", "9090"), "--port=0").port()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "port=1", "--prot=1", "--port", "--", "help" })
	void rejectsUnknownArguments(String argument) {
		assertThatIllegalArgumentException().isThrownBy(() -> StandaloneOptions.read(Map.of(), argument))
			.withMessage("Arguments are --name=value with one of the names "
					+ "[client-id, client-secret, external-url, fixtures, port], or the single word health");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "--port=eighty", "--port=65536", "--port=-1", "--port=999999", "--external-url=cdp.example.com",
					"--external-url=https://cdp.example.com/path", "--external-url=https://user@cdp.example.com" })
	void rejectsInvalidValues(String argument) {
		assertThatIllegalArgumentException().isThrownBy(() -> StandaloneOptions.read(Map.of(), argument))
			.withMessageStartingWith(argument.substring(2, argument.indexOf('=')) + " must be ");
	}

	@Test
	void doesNotShowSecret() {
		assertThat(StandaloneOptions.read(Map.of(), "--client-secret=s3cr3t").toString()).doesNotContain("s3cr3t");
	}

}
