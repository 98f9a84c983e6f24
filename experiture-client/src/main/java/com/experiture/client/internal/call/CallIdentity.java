package com.experiture.client.internal.call;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.Operation;

/**
 * Identifies a call in an application with several workspaces.
 *
 * @param operation the operation
 * @param workspace the name that the application gave the workspace
 * @param object the object whose name is in the path, or {@code null} if there is none
 * @param correlationId the correlation id, the same for all attempts
 * @param idempotencyKey the idempotency key, the same for all attempts, or {@code null}
 * if the call does not write
 */
public record CallIdentity(Operation operation, String workspace, @Nullable String object, String correlationId,
		@Nullable IdempotencyKey idempotencyKey) {

	private static final String OBJECT = "{object_name}";

	public static CallIdentity of(ApiRequest<?> request, String workspace, String correlationId,
			@Nullable IdempotencyKey key) {
		boolean named = request.operation().path().contains(OBJECT) && !request.pathVariables().isEmpty();
		return new CallIdentity(request.operation(), workspace, named ? request.pathVariables().get(0) : null,
				correlationId, key);
	}

}
