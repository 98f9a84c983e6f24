package com.experiture.client.json;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Members of an answer that this version does not know, in the order of the answer. They
 * may hold anything, so {@link #toString()} has only their names.
 */
public final class AdditionalMembers extends AbstractMap<String, JsonNode> implements Serializable {

	private static final AdditionalMembers NONE = new AdditionalMembers(Map.of());

	private final Map<String, JsonNode> members;

	private AdditionalMembers(Map<String, JsonNode> members) {
		this.members = members;
	}

	/**
	 * Keep members.
	 * @param members the members, or {@code null} where there are none
	 * @return an unmodifiable copy
	 */
	public static Map<String, JsonNode> of(@Nullable Map<String, JsonNode> members) {
		return (members == null || members.isEmpty()) ? NONE
				: new AdditionalMembers(Collections.unmodifiableMap(new LinkedHashMap<>(members)));
	}

	@Override
	public Set<Entry<String, JsonNode>> entrySet() {
		return this.members.entrySet();
	}

	@Override
	public String toString() {
		return this.members.keySet().toString();
	}

}
