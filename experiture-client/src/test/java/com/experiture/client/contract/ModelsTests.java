package com.experiture.client.contract;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import com.experiture.client.call.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the models of responses with {@code docs/openapi.yaml}, which must contain the
 * fields that a model reads.
 */
class ModelsTests {

	private static final ContractDocument DOCUMENT = ExperitureContract.known();

	@ParameterizedTest
	@EnumSource
	void documentContainsFieldsThatModelReads(Endpoint endpoint) {
		ContractOperation operation = DOCUMENT.operations()
			.stream()
			.filter((candidate) -> candidate.isCallOf(endpoint))
			.findFirst()
			.orElseThrow();
		JsonNode response = ContractOperation.jsonSchema(operation.response());
		assertThat(response).isNotNull();
		Shape data = Shape.of(DOCUMENT, response).property("data");
		Set<String> missing = new TreeSet<>();
		CodePlace.model(endpoint).ifPresent((model) -> compare(model, element(data), "", missing));
		assertThat(missing).isEmpty();
	}

	private static @Nullable Shape element(@Nullable Shape data) {
		Shape items = (data != null && data.property("items") != null) ? data.property("items") : data;
		return (items != null && items.items() != null) ? items.items() : items;
	}

	private static void compare(Class<?> model, @Nullable Shape shape, String path, Set<String> missing) {
		if (shape == null || !model.isRecord() || !shape.hasProperties()) {
			return;
		}
		for (RecordComponent component : model.getRecordComponents()) {
			Class<?> type = element(component.getGenericType());
			if (JsonNode.class.isAssignableFrom(component.getType()) && component.getName().equals("json")
					|| Map.class.isAssignableFrom(component.getType())
							&& component.getName().startsWith("additional")) {
				continue;
			}
			Shape property = shape.property(component.getName());
			if (property == null) {
				missing.add(path + component.getName());
			}
			else if (type.getName().startsWith("com.experiture.")) {
				compare(type, element(property), path + component.getName() + ".", missing);
			}
		}
	}

	private static Class<?> element(Type type) {
		if (type instanceof ParameterizedType generic) {
			return Arrays.stream(generic.getActualTypeArguments())
				.filter(Class.class::isInstance)
				.map(Class.class::cast)
				.reduce((first, last) -> last)
				.orElse(Object.class);
		}
		return (type instanceof Class<?> raw) ? raw : Object.class;
	}

}
