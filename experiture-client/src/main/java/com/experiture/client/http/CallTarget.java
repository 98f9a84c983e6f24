package com.experiture.client.http;

import org.jspecify.annotations.Nullable;

/**
 * What a call is for: enough to find its place in an application with several workspaces.
 *
 * @param operation the operation
 * @param workspace what the application calls the workspace
 * @param object the object whose name is in the path, if there is one
 */
record CallTarget(Operation operation, String workspace, @Nullable String object) {

	private static final String OBJECT = "{object_name}";

	static CallTarget of(ApiRequest<?> request, String workspace) {
		boolean named = request.operation().path().contains(OBJECT) && !request.pathVariables().isEmpty();
		return new CallTarget(request.operation(), workspace, named ? request.pathVariables().get(0) : null);
	}

}
