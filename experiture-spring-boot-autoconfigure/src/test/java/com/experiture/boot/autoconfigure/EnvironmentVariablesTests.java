package com.experiture.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Spring Boot binds the environment variables in
 * {@code docs/configuration.md}.
 */
class EnvironmentVariablesTests {

	private static final Pattern ROW = Pattern.compile("\\| `(experiture\\.[a-z.-]+)` \\| `(EXPERITURE_[A-Z_]+)` \\|");

	@ParameterizedTest
	@MethodSource("rows")
	void bindsEnvironmentVariable(String property, String variable) {
		ConfigurationPropertySource source = ConfigurationPropertySource
			.from(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "value")));
		assertThat(source).isNotNull();
		ConfigurationProperty found = source.getConfigurationProperty(ConfigurationPropertyName.of(property));
		assertThat(found).isNotNull();
		assertThat(found.getValue()).isEqualTo("value");
	}

	static Stream<Arguments> rows() throws IOException {
		return ROW.matcher(Files.readString(Path.of("..", "docs", "configuration.md")))
			.results()
			.map((row) -> Arguments.of(row.group(1), row.group(2)));
	}

}
