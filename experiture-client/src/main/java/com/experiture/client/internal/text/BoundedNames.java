package com.experiture.client.internal.text;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the number of names that are used as meter tags. The application names the paths
 * of generic calls, which can contain identifiers.
 */
public final class BoundedNames {

	/** Replaces all names beyond the limit. */
	public static final String OTHER = "other";

	private static final int MAX_NAMES = 200;

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	/**
	 * Return the name to use.
	 * @param name the name
	 * @return the same name, or {@value #OTHER} if there are too many already
	 */
	public String bound(String name) {
		if (this.names.contains(name)) {
			return name;
		}
		return (this.names.size() < MAX_NAMES && this.names.add(name)) || this.names.contains(name) ? name : OTHER;
	}

}
