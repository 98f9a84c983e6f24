package com.experiture.client.metadata;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the field {@code primaryProfileRoot}, which is a boolean in an example.
 */
final class PrimaryRoot {

	private PrimaryRoot() {
	}

	static boolean is(@Nullable JsonNode primaryProfileRoot, String objectName) {
		return primaryProfileRoot != null && (primaryProfileRoot.isBoolean() ? primaryProfileRoot.asBoolean()
				: primaryProfileRoot.isString() && primaryProfileRoot.asString().equals(objectName));
	}

}
