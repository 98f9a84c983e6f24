package com.experiture.emulator.internal.lists;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.Ids;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * A static list and its members. Guarded by the lock of {@link StaticLists}.
 */
public final class StaticList {

	private final String id = Ids.prefixed("lst");

	private final String populationSource;

	private final Instant createdAt;

	private final Map<String, JsonObject> members = new LinkedHashMap<>();

	private String name;

	private @Nullable String description;

	StaticList(String name, @Nullable String description, String populationSource, Instant createdAt) {
		this.name = name;
		this.description = description;
		this.populationSource = populationSource;
		this.createdAt = createdAt;
	}

	String id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	void rename(String name) {
		this.name = name;
	}

	void describe(@Nullable String description) {
		this.description = description;
	}

	boolean add(String kind, String key, Instant now) {
		JsonObject member = new JsonObject().with(kind, key).with("addedAt", now.toString());
		return this.members.putIfAbsent(key, member) == null;
	}

	boolean remove(String key) {
		return this.members.remove(key) != null;
	}

	Set<String> keys() {
		return this.members.keySet();
	}

	Collection<JsonObject> members() {
		return this.members.values();
	}

	JsonObject json() {
		return new JsonObject().with("id", this.id)
			.with("name", this.name)
			.with("description", this.description)
			.with("type", new EnumText("static"))
			.with("containerType", new EnumText("list"))
			.with("membershipBehavior", new EnumText("snapshot"))
			.with("populationSource", new EnumText(this.populationSource))
			.with("status", new EnumText("active"))
			.with("memberCount", this.members.size())
			.with("createdAt", this.createdAt.toString());
	}

}
