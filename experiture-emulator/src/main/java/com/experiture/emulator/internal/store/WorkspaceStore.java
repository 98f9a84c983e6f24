package com.experiture.emulator.internal.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import com.experiture.emulator.internal.protocol.ApiProblem;

/**
 * The objects of the workspace with their records.
 */
public final class WorkspaceStore {

	private final Map<String, ObjectStore> stores = new LinkedHashMap<>();

	public WorkspaceStore(Collection<StoredSchema> schemas) {
		schemas.forEach((schema) -> this.stores.put(schema.name(), new ObjectStore(schema)));
	}

	/**
	 * Return an object that a request names.
	 * @param name the object's name
	 * @return the object
	 * @throws ApiProblem if there is none
	 */
	public ObjectStore requested(String name) {
		ObjectStore store = this.stores.get(name);
		if (store == null) {
			throw ApiProblem.unknownObject();
		}
		return store;
	}

	/**
	 * Return an object that a test names.
	 * @param name the object's name
	 * @return the object
	 */
	public ObjectStore named(String name) {
		ObjectStore store = this.stores.get(name);
		if (store == null) {
			throw new IllegalArgumentException("No object '" + name + "', there are " + this.stores.keySet());
		}
		return store;
	}

	public ObjectStore primaryProfiles() {
		return this.stores.values()
			.stream()
			.filter((store) -> store.schema().isPrimaryProfileRoot())
			.findFirst()
			.orElseThrow(() -> ApiProblem.notFound("The workspace has no primary profile object"));
	}

	public Collection<ObjectStore> all() {
		return this.stores.values();
	}

	public void clear() {
		this.stores.values().forEach(ObjectStore::clear);
	}

}
