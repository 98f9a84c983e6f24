package com.experiture.emulator;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A static list and its members. Guarded by the lock of {@link StaticLists}.
 */
final class StaticList {

	private final String id = Ids.prefixed("lst");

	private final String populationSource;

	private final Instant createdAt;

	private final Map<String, Members> members = new LinkedHashMap<>();

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
		Members member = new Members().with(kind, key).with("addedAt", now.toString());
		return this.members.putIfAbsent(key, member) == null;
	}

	boolean remove(String key) {
		return this.members.remove(key) != null;
	}

	Set<String> keys() {
		return this.members.keySet();
	}

	Collection<Members> members() {
		return this.members.values();
	}

	Members json() {
		return new Members().with("id", this.id)
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
