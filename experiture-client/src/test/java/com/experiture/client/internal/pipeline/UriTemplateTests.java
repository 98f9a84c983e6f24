package com.experiture.client.internal.pipeline;

import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.internal.rules.InvalidField;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UriTemplate}.
 */
class UriTemplateTests {

	private final UriTemplate template = new UriTemplate(URI.create("https://host/public/v1/"),
			"/records/{object_name}/jobs/{job_id}");

	@Test
	void expandsVariablesInOrder() {
		assertThat(expand("profiles", "job-1")).hasToString("https://host/public/v1/records/profiles/jobs/job-1");
	}

	@ParameterizedTest
	@CsvSource({ "a?b=c, a%3Fb%3Dc", "a#b, a%23b", "a b, a%20b", "%2f, %252f", "ü, %C3%BC", "a:b, a%3Ab",
			"{x}, %7Bx%7D" })
	void encodesReservedCharacters(String value, String encoded) {
		assertThat(expand(value, "1")).hasToString("https://host/public/v1/records/" + encoded + "/jobs/1");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", ".", "..", "../x", "a/b", "a\\b", "a\r\nb", "a\u0000b" })
	void rejectsValueThatLeavesItsSegment(String value) {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> expand(value, "1"))
			.withMessageStartingWith("object_name must ");
	}

	@Test
	void rejectsWrongNumberOfVariables() {
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> this.template.expand(List.of("profiles"), Map.of()))
			.withMessageContaining("needs 2 variables");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "lists", "/lists?a=b", "/lists#a", "/../admin", "/lists/..", "/a//b", "/a b",
			"/a\r\nb", "/{a", "/a}", "/%2e%2e" })
	void rejectsPathWithQueryFragmentOrDots(String path) {
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> new UriTemplate(URI.create("https://host"), path))
			.withMessageStartingWith("path must begin with '/'");
	}

	@Test
	void encodesQuery() {
		URI uri = new UriTemplate(URI.create("https://host"), "/lists").expand(Collections.emptyList(),
				Map.of("na me", "a&b=c"));
		assertThat(uri).hasToString("https://host/lists?na%20me=a%26b%3Dc");
	}

	private URI expand(String... variables) {
		return this.template.expand(Arrays.asList(variables), Map.of());
	}

}
