package com.experiture.client.internal.encoding;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;

/**
 * Positions in a document, in the notation of the API: {@code records[2].email}.
 */
public final class JsonPaths {

	private static final int MAX_LENGTH = 200;

	private JsonPaths() {
	}

	/**
	 * Return the position of the value that would be written next.
	 */
	static String of(TokenStreamContext context) {
		StringBuilder path = new StringBuilder();
		if (context.inArray()) {
			// The index is that of the previous value.
			append(path, context.getParent());
			path.append('[').append(context.hasCurrentIndex() ? context.getCurrentIndex() + 1 : 0).append(']');
		}
		else {
			append(path, context);
		}
		return shortened(path);
	}

	/**
	 * Return the position of the object or list that is being written.
	 */
	static String ofParent(TokenStreamContext context) {
		StringBuilder path = new StringBuilder();
		append(path, context.getParent());
		return shortened(path);
	}

	// Only names and positions: the message of the exception can quote the value.
	public static String describe(JacksonException failure, String fallback) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference reference : failure.getPath()) {
			if (reference.getPropertyName() != null) {
				path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
			}
			else if (reference.getIndex() >= 0) {
				path.append('[').append(reference.getIndex()).append(']');
			}
		}
		return path.isEmpty() ? fallback : shortened(path);
	}

	// The path of a circular reference is as long as its depth, and keys of maps can be
	// any text.
	private static String shortened(StringBuilder path) {
		if (path.length() > MAX_LENGTH) {
			path.replace(MAX_LENGTH / 2, path.length() - MAX_LENGTH / 2, "...");
		}
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			if (Character.isISOControl(c) || Character.isSurrogate(c)) {
				path.setCharAt(i, '?');
			}
		}
		return path.toString();
	}

	private static void append(StringBuilder path, @Nullable TokenStreamContext context) {
		if (context == null) {
			return;
		}
		append(path, context.getParent());
		if (context.inObject() && context.currentName() != null) {
			path.append(path.isEmpty() ? "" : ".").append(context.currentName());
		}
		else if (context.inArray()) {
			path.append('[').append(context.getCurrentIndex()).append(']');
		}
	}

}
