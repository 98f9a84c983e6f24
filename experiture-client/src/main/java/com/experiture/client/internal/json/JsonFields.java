package com.experiture.client.internal.json;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads fields of responses that the API does not document, under all plausible names.
 */
public final class JsonFields {

	private JsonFields() {
	}

	/**
	 * Return the first field that exists.
	 * @param json the object
	 * @param names the names to look for, the most plausible first
	 * @return the field, or a missing node
	 */
	public static JsonNode first(JsonNode json, String... names) {
		JsonNode found = json.path(names[0]);
		for (int i = 1; i < names.length && found.isMissingNode(); i++) {
			found = json.path(names[i]);
		}
		return found;
	}

	private static JsonNode first(JsonNode json, Predicate<JsonNode> fits, String... names) {
		for (String name : names) {
			JsonNode found = json.path(name);
			if (fits.test(found)) {
				return found;
			}
		}
		return MissingNode.getInstance();
	}

	/**
	 * Return the first field that is a list.
	 * @param json the object
	 * @param names the names to look for, the most plausible first
	 * @return the list, or a missing node
	 */
	public static JsonNode list(JsonNode json, String... names) {
		return first(json, JsonNode::isArray, names);
	}

	/**
	 * Return the first field that is an object.
	 * @param json the object
	 * @param names the names to look for, the most plausible first
	 * @return the object, or a missing node
	 */
	public static JsonNode object(JsonNode json, String... names) {
		return first(json, JsonNode::isObject, names);
	}

	/**
	 * Return the first field that is a text.
	 * @param json the object
	 * @param names the names to look for, the most plausible first
	 * @return the text, or {@code null} if there is none
	 */
	public static @Nullable String text(JsonNode json, String... names) {
		JsonNode found = first(json, JsonNode::isString, names);
		return found.isString() ? found.asString() : null;
	}

	/**
	 * Return the first field that is a count or a position.
	 * @param json the object
	 * @param names the names to look for, the most plausible first
	 * @return the number, or {@code null} if there is none, or if it is not a count: a
	 * fraction, a text, a negative number or one of more than 63 bits
	 */
	public static @Nullable Long number(JsonNode json, String... names) {
		JsonNode found = first(json, JsonFields::isCount, names);
		return found.isMissingNode() ? null : Long.valueOf(found.longValue());
	}

	private static boolean isCount(JsonNode json) {
		return json.isIntegralNumber() && json.canConvertToLong() && json.longValue() >= 0;
	}

}
