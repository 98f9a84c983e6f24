package com.experiture.client.call;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * A call that is in no row of {@link Endpoint}.
 *
 * @param method the HTTP method
 * @param path the path template below the base URL
 * @param endpointClass the rate-limit class to queue in
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
