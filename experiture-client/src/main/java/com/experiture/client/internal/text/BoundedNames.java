package com.experiture.client.internal.text;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the number of names that tag meters in bounds. Paths of the generic call are
 * named by the application, which may put an identifier into one.
 */
public final class BoundedNames {

	/** Stands for all names beyond the bound. */
	public static final String OTHER = "other";

	private static final int MOST = 200;

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
		return (this.names.size() < MOST && this.names.add(name)) || this.names.contains(name) ? name : OTHER;
	}

}
