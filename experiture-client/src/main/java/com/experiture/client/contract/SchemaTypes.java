package com.experiture.client.contract;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * The types of the values of a schema: the declared ones, or else those that follow from
 * its parts.
 */
final class SchemaTypes {

	private static final int MAX_DEPTH = 100;

	private final ContractDocument document;

	private final Map<JsonNode, Set<String>> known = new IdentityHashMap<>();

	SchemaTypes(ContractDocument document) {
		this.document = document;
	}

	Set<String> of(JsonNode schema) {
		return of(schema, 0);
	}

	/**
	 * Return the types that a value can have; empty if it can have any, or if they are
	 * not known.
	 */
	private Set<String> of(JsonNode schema, int depth) {
		if (depth > MAX_DEPTH || !schema.isObject()) {
			return Set.of();
		}
		Set<String> earlier = this.known.putIfAbsent(schema, Set.of());
		if (earlier != null) {
			return earlier;
		}
		Set<String> found = declared(schema);
		if (found.isEmpty() && schema.path("$ref").isString()) {
			found = of(this.document.target(schema.path("$ref").asString()), depth + 1);
		}
		for (JsonNode part : schema.path("allOf")) {
			found = found.isEmpty() ? of(part, depth + 1) : found;
		}
		for (String alternatives : List.of("oneOf", "anyOf")) {
			if (found.isEmpty()) {
				found = union(schema.path(alternatives), depth + 1);
			}
		}
		if (found.isEmpty()) {
			found = implied(schema);
		}
		this.known.put(schema, found);
		return found;
	}

	private Set<String> union(JsonNode alternatives, int depth) {
		Set<String> union = new LinkedHashSet<>();
		for (JsonNode alternative : alternatives) {
			if (isNull(alternative)) {
				continue;
			}
			Set<String> types = of(alternative, depth);
			if (types.isEmpty()) {
				return Set.of();
			}
			union.addAll(types);
		}
		return union;
	}

	private static boolean isNull(JsonNode alternative) {
		JsonNode type = alternative.path("type");
		return "null".equals(type.isArray() && type.size() == 1 ? type.path(0).asString("") : type.asString(""))
				|| (alternative.size() == 1 && alternative.path("nullable").asBoolean(false));
	}

	private static Set<String> declared(JsonNode schema) {
		Set<String> types = new LinkedHashSet<>();
		JsonNode type = schema.path("type");
		if (type.isArray()) {
			type.forEach((name) -> types.add(name.asString("")));
		}
		else if (type.isString()) {
			types.add(type.asString());
		}
		types.remove("null");
		return types;
	}

	private static Set<String> implied(JsonNode schema) {
		if (schema.path("properties").isObject()) {
			return Set.of("object");
		}
		if (schema.path("items").isObject()) {
			return Set.of("array");
		}
		Set<String> types = new LinkedHashSet<>();
		values(schema).forEach((value) -> types.add(value.isString() ? "string"
				: value.isBoolean() ? "boolean" : value.isIntegralNumber() ? "integer" : "number"));
		return types;
	}

	static boolean isNullable(JsonNode schema) {
		if (schema.path("nullable").asBoolean(false) || "null".equals(schema.path("type").asString(""))) {
			return true;
		}
		for (JsonNode type : schema.path("type")) {
			if ("null".equals(type.asString(""))) {
				return true;
			}
		}
		return false;
	}

	static List<JsonNode> values(JsonNode schema) {
		List<JsonNode> values = new ArrayList<>();
		for (String list : List.of("enum", "x-extensible-enum")) {
			schema.path(list).forEach(values::add);
		}
		if (schema.has("const")) {
			values.add(schema.path("const"));
		}
		values.removeIf((value) -> value.isNull() || value.isContainer());
		return values;
	}

}
