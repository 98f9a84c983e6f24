package com.experiture.emulator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The audiences of the workspace and what they match.
 */
final class Audiences {

	private final Map<String, Audience> audiences = new ConcurrentHashMap<>();

	private final Workspace workspace;

	Audiences(Workspace workspace) {
		this.workspace = workspace;
	}

	void add(Audience audience) {
		this.audiences.put(audience.id(), audience);
	}

	@Nullable Audience find(String id) {
		return this.audiences.get(id);
	}

	@Nullable Audience named(String name) {
		return this.audiences.values()
			.stream()
			.filter((audience) -> audience.name().equals(name))
			.findAny()
			.orElse(null);
	}

	List<Map<String, Object>> match(Audience audience) {
		return profiles().filter(audience.filter()).toList();
	}

	/**
	 * Count the profiles that belong to an audience of one group and to none of another.
	 * @param include the ids of the audiences that count
	 * @param exclude the ids of those that do not
	 * @return the number of profiles
	 */
	long reach(List<String> include, List<String> exclude) {
		List<Audience> wanted = known(include);
		List<Audience> unwanted = known(exclude);
		return profiles().filter((profile) -> wanted.stream().anyMatch((audience) -> audience.filter().test(profile)))
			.filter((profile) -> unwanted.stream().noneMatch((audience) -> audience.filter().test(profile)))
			.count();
	}

	void clear() {
		this.audiences.clear();
	}

	private List<Audience> known(List<String> ids) {
		return ids.stream().map(this.audiences::get).filter(Objects::nonNull).toList();
	}

	private Stream<Map<String, Object>> profiles() {
		return this.workspace.primaryProfiles().all().stream();
	}

}
