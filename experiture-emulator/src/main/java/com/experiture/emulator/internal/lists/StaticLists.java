package com.experiture.emulator.internal.lists;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;

/**
 * All static lists, and the lock that guards them and their members.
 */
public final class StaticLists {

	private final Map<String, StaticList> lists = new LinkedHashMap<>();

	public synchronized <T> T locked(Supplier<T> work) {
		return work.get();
	}

	Collection<StaticList> all() {
		return this.lists.values();
	}

	public StaticList requested(String id) {
		StaticList list = this.lists.get(id);
		if (list == null) {
			throw ApiProblem.notFound("There is no such list");
		}
		return list;
	}

	public synchronized StaticList create(String name, @Nullable String description, String populationSource,
			Instant now) {
		StaticList list = new StaticList(name, description, populationSource, now);
		this.lists.put(list.id(), list);
		return list;
	}

	/**
	 * Reject a name that another list has.
	 * @param name the name
	 * @param path where the request has it
	 */
	public synchronized void requireUnused(String name, String path) {
		if (this.lists.values().stream().anyMatch((list) -> list.name().equals(name))) {
			throw BeyondDocumentation.DUPLICATE_LIST_NAME
				.mark(ApiProblem.invalid("Another list has this name", path, name));
		}
	}

	public synchronized void add(StaticList list, Collection<String> contactKeys, Instant now) {
		contactKeys.forEach((key) -> list.add("contactKey", key, now));
	}

	synchronized void remove(String id) {
		requested(id);
		this.lists.remove(id);
	}

	public synchronized Set<String> members(String name) {
		return this.lists.values()
			.stream()
			.filter((list) -> list.name().equals(name))
			.findFirst()
			.map((list) -> Set.copyOf(list.keys()))
			.orElseThrow(() -> new IllegalArgumentException("There is no list '" + name + "'"));
	}

	public synchronized void clear() {
		this.lists.clear();
	}

}
