package com.experiture.client.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads members of answers that the API does not document, under all the names that are
 * plausible.
 */
public final class JsonMembers {

	private JsonMembers() {
	}

	/**
	 * Return the first member that exists.
	 * @param json the object
	 * @param names the names to look for, the most plausible first
	 * @return the member, or a missing node
	 */
	public static JsonNode first(JsonNode json, String... names) {
		JsonNode found = json.path(names[0]);
		for (int i = 1; i < names.length && found.isMissingNode(); i++) {
			found = json.path(names[i]);
		}
		return found;
	}

	/**
	 * Return the first member that exists, as text.
	 * @param json the object
	 * @param names the names to look for, the most plausible first
	 * @return the text, or {@code null} where there is none
	 */
	public static @Nullable String text(JsonNode json, String... names) {
		JsonNode found = first(json, names);
		return found.isString() ? found.asString() : null;
	}

	/**
	 * Return the first member that exists, as a count or a position.
	 * @param json the object
	 * @param names the names to look for, the most plausible first
	 * @return the number, or {@code null} if there is none, or none that counts: a
	 * fraction, a text, a negative number or one of more than 63 bits
	 */
	public static @Nullable Long number(JsonNode json, String... names) {
		JsonNode found = first(json, names);
		return (found.isIntegralNumber() && found.canConvertToLong() && found.longValue() >= 0)
				? Long.valueOf(found.longValue()) : null;
	}

}
