package com.experiture.openapi;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * An operation of an {@link OpenApiDocument}.
 *
 * @param id its {@code operationId}, empty if it has none
 * @param method the HTTP method in upper case
 * @param path the path template below the base URL
 * @param scopes the scopes of all its security requirements
 * @param parameters its parameters and those of its path
 * @param node the operation itself
 */
record OpenApiOperation(String id, String method, String path, List<String> scopes, List<JsonNode> parameters,
		JsonNode node) {

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
