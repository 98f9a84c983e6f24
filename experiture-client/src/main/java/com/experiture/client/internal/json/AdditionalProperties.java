package com.experiture.client.internal.json;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.text.ServerText;

/**
 * Fields of a response that this version does not know, and the JSON of those that have
 * another type than documented or assumed, in the order of the response. Their values can
 * hold anything, so {@link #toString()} contains only the first of their names.
 */
public final class AdditionalProperties extends AbstractMap<String, JsonNode> implements Serializable {

	private static final int MOST_NAMES = 20;

	private static final AdditionalProperties NONE = new AdditionalProperties(Map.of());

	private final Map<String, JsonNode> fields;

	private AdditionalProperties(Map<String, JsonNode> fields) {
		this.fields = fields;
	}

	/**
	 * Copy fields.
	 * @param fields the fields, or {@code null} if there are none
	 * @return an unmodifiable copy
	 */
	public static Map<String, JsonNode> of(@Nullable Map<String, JsonNode> fields) {
		return (fields == null || fields.isEmpty()) ? NONE
				: new AdditionalProperties(Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
	}

	@Override
	public Set<Entry<String, JsonNode>> entrySet() {
		return this.fields.entrySet();
	}

	@Override
	public String toString() {
		String names = this.fields.keySet()
			.stream()
			.limit(MOST_NAMES)
			.map(ServerText::code)
			.collect(Collectors.joining(", ", "[", ""));
		return names + ((this.fields.size() > MOST_NAMES) ? ", ...]" : "]");
	}

}
