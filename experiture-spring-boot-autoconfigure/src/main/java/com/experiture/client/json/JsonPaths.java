package com.experiture.client.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;

/**
 * Positions in a document in the notation of the API: {@code records[2].email}.
 */
final class JsonPaths {

	private JsonPaths() {
	}

	static String of(TokenStreamContext context) {
		StringBuilder path = new StringBuilder();
		append(path, context);
		return path.toString();
	}

	// Only names and positions: the message of the exception may quote the value.
	static String describe(JacksonException failure, String fallback) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference reference : failure.getPath()) {
			if (reference.getPropertyName() != null) {
				path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
			}
			else if (reference.getIndex() >= 0) {
				path.append('[').append(reference.getIndex()).append(']');
			}
		}
		return path.isEmpty() ? fallback : path.toString();
	}

	private static void append(StringBuilder path, TokenStreamContext context) {
		if (context.getParent() != null) {
			append(path, context.getParent());
		}
		if (context.inObject() && context.currentName() != null) {
			path.append(path.isEmpty() ? "" : ".").append(context.currentName());
		}
		else if (context.inArray()) {
			path.append('[').append(context.getCurrentIndex()).append(']');
		}
	}

}
