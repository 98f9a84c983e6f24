package com.experiture.boot.autoconfigure;

import java.util.List;

/**
 * Thrown if a workspace has several beans of a type that must be unique.
 */
final class ConflictingBeansException extends RuntimeException {

	private final transient Class<?> type;

	private final String workspace;

	private final transient List<String> names;

	ConflictingBeansException(Class<?> type, String workspace, List<String> names) {
		super("The Experiture workspace '" + workspace + "' needs a single " + type.getSimpleName() + ", but has "
				+ String.join(", ", names));
		this.type = type;
		this.workspace = workspace;
		this.names = names;
	}

	Class<?> type() {
		return this.type;
	}

	String workspace() {
		return this.workspace;
	}

	List<String> names() {
		return this.names;
	}

}
