package com.experiture.client.internal.call;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.Operation;

/**
 * What a call is for: enough to find its place in an application with several workspaces.
 *
 * @param operation the operation
 * @param workspace what the application calls the workspace
 * @param object the object whose name is in the path, if there is one
 */
public record CallTarget(Operation operation, String workspace, @Nullable String object) {

	private static final String OBJECT = "{object_name}";

	public static CallTarget of(ApiRequest<?> request, String workspace) {
		boolean named = request.operation().path().contains(OBJECT) && !request.pathVariables().isEmpty();
		return new CallTarget(request.operation(), workspace, named ? request.pathVariables().get(0) : null);
	}

}
