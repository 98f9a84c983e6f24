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
 * Members of a response that this version does not know, and the JSON of those that have
 * another type than documented or assumed, in the order of the response. Their values may
 * hold anything, so {@link #toString()} has only the first of their names.
 */
public final class AdditionalProperties extends AbstractMap<String, JsonNode> implements Serializable {

	private static final int MOST_NAMES = 20;

	private static final AdditionalProperties NONE = new AdditionalProperties(Map.of());

	private final Map<String, JsonNode> members;

	private AdditionalProperties(Map<String, JsonNode> members) {
		this.members = members;
	}

	/**
	 * Keep members.
	 * @param members the members, or {@code null} where there are none
	 * @return an unmodifiable copy
	 */
	public static Map<String, JsonNode> of(@Nullable Map<String, JsonNode> members) {
		return (members == null || members.isEmpty()) ? NONE
				: new AdditionalProperties(Collections.unmodifiableMap(new LinkedHashMap<>(members)));
	}

	@Override
	public Set<Entry<String, JsonNode>> entrySet() {
		return this.members.entrySet();
	}

	@Override
	public String toString() {
		String names = this.members.keySet()
			.stream()
			.limit(MOST_NAMES)
			.map(ServerText::code)
			.collect(Collectors.joining(", ", "[", ""));
		return names + ((this.members.size() > MOST_NAMES) ? ", ...]" : "]");
	}

}
