package com.experiture.openapi;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Builds exchanges from the examples of a document, and records the used examples.
 */
final class ExampleExchanges {

	private final OpenApiDocument document;

	private final Set<JsonNode> used = Collections.newSetFromMap(new IdentityHashMap<>());

	ExampleExchanges(OpenApiDocument document) {
		this.document = document;
	}

	/**
	 * Return the objects of the document whose examples are part of an exchange.
	 * @return nodes with a field {@code example} or {@code examples}
	 */
	Set<JsonNode> used() {
		return this.used;
	}

	/**
	 * Combine each example of a request with the first response, and each example of a
	 * response with the first request.
	 * @param operation an operation
	 * @return its exchanges
	 */
	List<Exchange> of(OpenApiOperation operation) {
		List<Content> requests = requests(operation);
		List<Content> responses = responses(operation);
		List<Exchange> exchanges = new ArrayList<>();
		requests.forEach((request) -> exchanges.add(exchange(operation, request, responses.get(0))));
		responses.stream().skip(1).forEach((response) -> exchanges.add(exchange(operation, requests.get(0), response)));
		return exchanges;
	}

	private Exchange exchange(OpenApiOperation operation, Content request, Content response) {
		Map<String, List<String>> headers = new HashMap<>(request.headers());
		headers.put("Authorization", List.of("Bearer token"));
		String path = operation.path();
		StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
		for (JsonNode parameter : operation.parameters()) {
			String name = parameter.path("name").asString();
			String value = example(parameter);
			switch (parameter.path("in").asString()) {
				case "path" -> path = path.replace("{" + name + "}", URLEncoder.encode(value, UTF_8));
				case "query" -> query.add(name + "=" + URLEncoder.encode(value, UTF_8));
				case "header" -> headers.put(name, List.of(value));
				default -> throw new IllegalStateException("Unexpected parameter " + name);
			}
		}
		return new Exchange(operation.method(), path + query, headers, request.body(), response.status(),
				response.headers(), response.body());
	}

	private List<Content> requests(OpenApiOperation operation) {
		JsonNode body = this.document.resolve(operation.node().path("requestBody"));
		List<Content> requests = new ArrayList<>();
		body.path("content").forEachEntry((type, media) -> requests.addAll(contents(0, Map.of(), type, media)));
		if (!body.path("required").asBoolean(false)) {
			requests.add(new Content(0, Map.of(), ""));
		}
		return requests;
	}

	private List<Content> responses(OpenApiOperation operation) {
		List<Content> responses = new ArrayList<>();
		operation.node().path("responses").forEachEntry((key, reference) -> {
			JsonNode response = this.document.resolve(reference);
			int status = status(key);
			Map<String, List<String>> headers = new HashMap<>();
			response.path("headers")
				.forEachEntry((name, header) -> headers.put(name, List.of(example(this.document.resolve(header)))));
			response.path("content")
				.forEachEntry((type, media) -> responses.addAll(contents(status, headers, type, media)));
			if (response.path("content").isEmpty()) {
				responses.add(new Content(status, headers, ""));
			}
		});
		return responses;
	}

	private static int status(String key) {
		return switch (key) {
			case "2XX" -> 200;
			case "4XX" -> 400;
			case "5XX" -> 502;
			default -> Integer.parseInt(key);
		};
	}

	private List<Content> contents(int status, Map<String, List<String>> headers, String type, JsonNode media) {
		if (type.equals("*/*")) {
			return List.of(new Content(status, headers, ""),
					new Content(status, with(headers, "text/html"), "<html></html>"));
		}
		this.used.add(media);
		List<String> bodies = new ArrayList<>();
		if (media.has("example")) {
			bodies.add(media.get("example").toString());
		}
		media.path("examples").forEach((example) -> bodies.add(example.get("value").toString()));
		return bodies.stream().map((body) -> new Content(status, with(headers, type), body)).toList();
	}

	private static Map<String, List<String>> with(Map<String, List<String>> headers, String type) {
		Map<String, List<String>> all = new HashMap<>(headers);
		all.put("Content-Type", List.of(type));
		return all;
	}

	private String example(JsonNode parameter) {
		this.used.add(parameter);
		return parameter.path("example").asString();
	}

	private record Content(int status, Map<String, List<String>> headers, String body) {

	}

}
