package com.experiture.emulator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The objects of the workspace and what they hold.
 */
final class Workspace {

	private final Map<String, ObjectStore> stores = new LinkedHashMap<>();

	Workspace(Collection<CdpObject> objects) {
		objects.forEach((object) -> this.stores.put(object.name(), new ObjectStore(object)));
	}

	/**
	 * Return an object that a request names.
	 * @param name the object's name
	 * @return the object
	 * @throws ApiProblem if there is none
	 */
	ObjectStore requested(String name) {
		ObjectStore store = this.stores.get(name);
		if (store == null) {
			throw ApiProblem.noObject();
		}
		return store;
	}

	/**
	 * Return an object that a test names.
	 * @param name the object's name
	 * @return the object
	 */
	ObjectStore named(String name) {
		ObjectStore store = this.stores.get(name);
		if (store == null) {
			throw new IllegalArgumentException("No object '" + name + "', there are " + this.stores.keySet());
		}
		return store;
	}

	ObjectStore primaryProfiles() {
		return this.stores.values()
			.stream()
			.filter((store) -> store.object().isPrimaryProfileRoot())
			.findFirst()
			.orElseThrow(() -> ApiProblem.notFound("The workspace has no primary profile object"));
	}

	Collection<ObjectStore> all() {
		return this.stores.values();
	}

	void clear() {
		this.stores.values().forEach(ObjectStore::clear);
	}

}
