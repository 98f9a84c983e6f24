package com.experiture.emulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks to the emulator with the JDK's HTTP client alone, so that the tests know nothing
 * of the production client.
 */
public final class RawClient {

	public static final JsonMapper JSON = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	private final ExperitureEmulator emulator;

	private String token;

	public RawClient(ExperitureEmulator emulator) {
		this.emulator = emulator;
		this.token = token("");
	}

	public RawClient(ExperitureEmulator emulator, String token) {
		this.emulator = emulator;
		this.token = token;
	}

	String token(String scopes) {
		HttpResponse<String> response = form(basic(this.emulator.clientId(), this.emulator.clientSecret()),
				"grant_type=client_credentials" + (scopes.isEmpty() ? "" : "&scope=" + scopes.replace(" ", "+")));
		return JSON.readTree(response.body()).get("access_token").asString();
	}

	public RawClient withToken(String token) {
		this.token = token;
		return this;
	}

	public HttpResponse<String> form(String authorization, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.emulator.tokenUri())
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body));
		if (!authorization.isEmpty()) {
			request.header("Authorization", authorization);
		}
		return exchange(request.build());
	}

	public static String basic(String id, String secret) {
		return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
	}

	public Result get(String path) {
		return send("GET", path, null);
	}

	public Result post(String path, String body, String... headers) {
		return send("POST", path, body, headers);
	}

	public Result send(String method, String path, String body, String... headers) {
		return new Result(exchange(request(method, path, body, headers)));
	}

	public HttpRequest request(String method, String path, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.emulator.baseUrl() + path))
			.setHeader("Authorization", "Bearer " + this.token)
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (body != null) {
			request.setHeader("Content-Type", "application/json; charset=utf-8");
		}
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		return request.build();
	}

	public HttpResponse<String> exchange(HttpRequest request) {
		try {
			return this.http.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public HttpClient http() {
		return this.http;
	}

	public static String json(Object value) {
		return JSON.writeValueAsString(value);
	}

	public static String record(Map<String, ?> record) {
		return json(Map.of("record", record));
	}

	public record Result(int status, HttpResponse<String> response, JsonNode body) {

		Result(HttpResponse<String> response) {
			this(response.statusCode(), response, JSON.readTree(response.body()));
		}

		public JsonNode data() {
			return this.body.get("data");
		}

		public String errorCode() {
			return this.body.at("/error/code").asString();
		}

		public String errorPath() {
			return this.body.at("/error/details/path").asString();
		}

	}

}
