package com.experiture.client.call;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * An operation that is not an {@link Endpoint}.
 *
 * @param method the HTTP method
 * @param path the path template below the base URL
 * @param endpointClass the rate-limit class
 */
record CustomOperation(HttpMethod method, String path, EndpointClass endpointClass) implements Operation {

	@Override
	public String id() {
		return method() + " " + path();
	}

	@Override
	public ApiFamily family() {
		return ApiFamily.OTHER;
	}

	@Override
	public @Nullable String scope() {
		return null;
	}

}
