package com.experiture.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A request with its response.
 *
 * @param method the HTTP method
 * @param path the path below the base URL, with the query
 * @param requestHeaders the headers of the request
 * @param requestBody the body of the request, empty for none
 * @param status the HTTP status
 * @param responseHeaders the headers of the response
 * @param responseBody the body of the response, empty for none
 */
record Exchange(String method, String path, Map<String, List<String>> requestHeaders, String requestBody, int status,
		Map<String, List<String>> responseHeaders, String responseBody) {

	private static final String JSON = "application/json; charset=utf-8";

	static Exchange of(String method, String path, String requestBody, int status, String responseBody) {
		Map<String, List<String>> headers = new HashMap<>(Map.of("Authorization", List.of("Bearer token")));
		if (!requestBody.isEmpty()) {
			headers.put("Content-Type", List.of(JSON));
		}
		return new Exchange(method, path, headers, requestBody, status,
				Map.of("X-Correlation-Id", List.of("c1"), "Content-Type", List.of(JSON)), responseBody);
	}

	Exchange withPath(String path) {
		return new Exchange(this.method, path, this.requestHeaders, this.requestBody, this.status, this.responseHeaders,
				this.responseBody);
	}

	Exchange withRequestBody(String body) {
		return new Exchange(this.method, this.path, this.requestHeaders, body, this.status, this.responseHeaders,
				this.responseBody);
	}

	Exchange withRequestHeaders(Map<String, List<String>> headers) {
		return new Exchange(this.method, this.path, headers, this.requestBody, this.status, this.responseHeaders,
				this.responseBody);
	}

	Exchange withResponse(int status, Map<String, List<String>> headers, String body) {
		return new Exchange(this.method, this.path, this.requestHeaders, this.requestBody, status, headers, body);
	}

	Exchange withResponseBody(String body) {
		return withResponse(this.status, this.responseHeaders, body);
	}

	List<String> violations(OpenApiContract contract) {
		return contract.violations(this.method, this.path, this.requestHeaders, this.requestBody.getBytes(UTF_8),
				this.status, this.responseHeaders, this.responseBody.getBytes(UTF_8));
	}

	@Override
	public String toString() {
		return this.method + " " + this.path + " " + this.requestBody + " -> " + this.status + " " + this.responseBody;
	}

}
