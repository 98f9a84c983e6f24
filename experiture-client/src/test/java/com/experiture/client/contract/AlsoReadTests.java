package com.experiture.client.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import com.experiture.client.call.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@code x-also-read} of {@code docs/openapi.yaml} with the names that the
 * models read with {@code JsonFields}, so that a document with one of them is not drift.
 */
class AlsoReadTests {

	private static final ContractDocument DOCUMENT = ExperitureContract.known();

	private static final Pattern NAMES = Pattern
		.compile("JsonFields\\.\\w+\\((?:this\\.json|json), ((?:\"\\w+\",?\\s*)+)\\)");

	@ParameterizedTest
	@EnumSource
	void documentContainsNamesThatModelReads(Endpoint endpoint) throws IOException {
		Class<?> model = CodePlace.model(endpoint).orElse(null);
		if (model == null) {
			return;
		}
		Path source = Path.of("src", "main", "java", model.getName().replace('.', '/') + ".java");
		ContractOperation operation = DOCUMENT.operations()
			.stream()
			.filter((candidate) -> candidate.isCallOf(endpoint))
			.findFirst()
			.orElseThrow();
		JsonNode response = ContractOperation.jsonSchema(operation.response());
		assertThat(response).isNotNull();
		Shape data = Shape.of(DOCUMENT, response).property("data");
		Shape items = (data.property("items") != null) ? data.property("items").items() : data;
		Shape shape = (items.items() != null) ? items.items() : items;
		Set<String> missing = new TreeSet<>();
		Matcher matcher = NAMES.matcher(Files.readString(source));
		while (matcher.find()) {
			List<String> names = names(matcher.group(1));
			names.stream().filter(shape.propertyNames()::contains).findFirst().ifPresent((name) -> {
				Set<String> others = new LinkedHashSet<>(names);
				others.removeAll(shape.propertyNames());
				others.removeAll(shape.property(name).otherNames());
				others.forEach((other) -> missing.add(name + ": " + other));
			});
		}
		assertThat(missing).isEmpty();
	}

	private static List<String> names(String text) {
		List<String> names = new ArrayList<>();
		Matcher name = Pattern.compile("\"(\\w+)\"").matcher(text);
		while (name.find()) {
			names.add(name.group(1));
		}
		return names;
	}

}
