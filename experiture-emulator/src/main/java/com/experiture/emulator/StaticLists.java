package com.experiture.emulator;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * All static lists, and the lock that guards them and their members.
 */
final class StaticLists {

	private final Map<String, StaticList> lists = new LinkedHashMap<>();

	synchronized <T> T locked(Supplier<T> work) {
		return work.get();
	}

	Collection<StaticList> all() {
		return this.lists.values();
	}

	StaticList requested(String id) {
		StaticList list = this.lists.get(id);
		if (list == null) {
			throw ApiProblem.notFound("There is no such list");
		}
		return list;
	}

	synchronized StaticList create(String name, @Nullable String description, String populationSource, Instant now) {
		StaticList list = new StaticList(name, description, populationSource, now);
		this.lists.put(list.id(), list);
		return list;
	}

	/**
	 * Refuse a name that another list has, if the settings say so.
	 * @param name the name
	 * @param path where the request has it
	 */
	synchronized void requireUnused(String name, String path) {
		if (this.lists.values().stream().anyMatch((list) -> list.name().equals(name))) {
			throw BeyondDocumentation.DUPLICATE_LIST_NAME
				.mark(ApiProblem.invalid("Another list has this name", path, name));
		}
	}

	synchronized void add(StaticList list, Collection<String> contactKeys, Instant now) {
		contactKeys.forEach((key) -> list.add("contactKey", key, now));
	}

	synchronized void remove(String id) {
		requested(id);
		this.lists.remove(id);
	}

	synchronized Set<String> members(String name) {
		return this.lists.values()
			.stream()
			.filter((list) -> list.name().equals(name))
			.findFirst()
			.map((list) -> Set.copyOf(list.keys()))
			.orElseThrow(() -> new IllegalArgumentException("There is no list '" + name + "'"));
	}

	synchronized void clear() {
		this.lists.clear();
	}

}
