package com.experiture.client.metadata;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the member {@code primaryProfileRoot}, whose type is not documented.
 */
final class PrimaryRoot {

	private PrimaryRoot() {
	}

	static boolean is(@Nullable JsonNode primaryProfileRoot, String objectName) {
		return primaryProfileRoot != null && (primaryProfileRoot.isBoolean() ? primaryProfileRoot.asBoolean()
				: primaryProfileRoot.isString() && primaryProfileRoot.asString().equals(objectName));
	}

}
