package com.experiture.emulator.internal.audiences;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.store.WorkspaceStore;

/**
 * The audiences of the workspace, and the profiles that they match.
 */
public final class AudienceStore {

	private final Map<String, StoredAudience> audiences = new ConcurrentHashMap<>();

	private final WorkspaceStore workspace;

	public AudienceStore(WorkspaceStore workspace) {
		this.workspace = workspace;
	}

	public void add(StoredAudience audience) {
		this.audiences.put(audience.id(), audience);
	}

	public @Nullable StoredAudience find(String id) {
		return this.audiences.get(id);
	}

	public @Nullable StoredAudience named(String name) {
		return this.audiences.values()
			.stream()
			.filter((audience) -> audience.name().equals(name))
			.findAny()
			.orElse(null);
	}

	public List<Map<String, Object>> match(StoredAudience audience) {
		return profiles().filter(audience.filter()).toList();
	}

	/**
	 * Count the profiles that belong to an audience of one group and to none of another.
	 * @param include the ids of the audiences that count
	 * @param exclude the ids of those that do not
	 * @return the number of profiles
	 */
	public long reach(List<String> include, List<String> exclude) {
		List<StoredAudience> wanted = known(include);
		List<StoredAudience> unwanted = known(exclude);
		return profiles().filter((profile) -> wanted.stream().anyMatch((audience) -> audience.filter().test(profile)))
			.filter((profile) -> unwanted.stream().noneMatch((audience) -> audience.filter().test(profile)))
			.count();
	}

	public void clear() {
		this.audiences.clear();
	}

	private List<StoredAudience> known(List<String> ids) {
		return ids.stream().map(this.audiences::get).filter(Objects::nonNull).toList();
	}

	private Stream<Map<String, Object>> profiles() {
		return this.workspace.primaryProfiles().all().stream();
	}

}
