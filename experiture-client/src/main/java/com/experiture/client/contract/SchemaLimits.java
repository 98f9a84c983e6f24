package com.experiture.client.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

import org.springframework.util.StringUtils;

/**
 * The limits of the values of a schema, such as {@code maxLength}. Exclusive limits of
 * integers are converted to inclusive ones.
 */
final class SchemaLimits {

	private static final List<String> NAMES = List.of("minLength", "maxLength", "minItems", "maxItems", "minimum",
			"maximum", "minProperties", "maxProperties", "pattern");

	// Generators write this limit for every integer, since it is the largest of
	// JavaScript.
	private static final String ANY_INTEGER = "9007199254740991";

	private final Map<String, String> limits = new TreeMap<>();

	/**
	 * Add the limits of a part of the schema. Those of earlier parts take precedence.
	 */
	void add(JsonNode schema) {
		NAMES.forEach((name) -> add(name, schema));
	}

	Map<String, String> all() {
		return this.limits;
	}

	private void add(String name, JsonNode schema) {
		JsonNode exclusive = schema.path("exclusive" + StringUtils.capitalize(name));
		boolean excluded = exclusive.isNumber() || exclusive.asBoolean(false);
		JsonNode value = exclusive.isNumber() ? exclusive : schema.path(name);
		if (value.isString() && name.equals("pattern")) {
			this.limits.putIfAbsent(name, value.asString());
		}
		else if (value.isNumber()) {
			String text = text(value);
			boolean whole = excluded && value.isIntegralNumber() && value.canConvertToLong();
			if (whole) {
				text = String.valueOf(value.longValue() + (name.equals("minimum") ? 1 : -1));
			}
			if (!text.replace("-", "").equals(ANY_INTEGER)) {
				this.limits.putIfAbsent(name, (excluded && !whole) ? text + " (exclusive)" : text);
			}
		}
	}

	// A number can be too large for its own type, or to be written in full.
	private static String text(JsonNode number) {
		if (number.isIntegralNumber()) {
			return number.asString();
		}
		double value = number.doubleValue();
		boolean whole = value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE;
		return whole ? String.valueOf((long) value) : String.valueOf(value);
	}

}
