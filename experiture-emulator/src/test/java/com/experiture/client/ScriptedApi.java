package com.experiture.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An API whose responses a test script creates from the requests, each on its own thread.
 */
final class ScriptedApi implements AutoCloseable {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final BiFunction<String, JsonNode, Response> script;

	/**
	 * Start the API.
	 * @param script creates the response to a path and a body, which is missing if the
	 * request has none
	 */
	ScriptedApi(BiFunction<String, JsonNode, Response> script) {
		this.script = script;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.createContext("/", this::respond);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	URI baseUrl() {
		return URI.create("http://localhost:" + this.server.getAddress().getPort() + "/public/v1");
	}

	/**
	 * Return the values of a field of the records of a batch.
	 */
	static List<String> values(JsonNode body, String field) {
		List<String> values = new ArrayList<>();
		body.path("records").forEach((entry) -> values.add(entry.path(field).asString()));
		return values;
	}

	private void respond(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		Response response = this.script.apply(exchange.getRequestURI().getPath(),
				(body.length > 0) ? JsonMapper.shared().readTree(body) : JsonMapper.shared().missingNode());
		byte[] json = response.json().getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(response.status(), json.length);
		exchange.getResponseBody().write(json);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * A response.
	 *
	 * @param status the HTTP status
	 * @param json the body
	 */
	record Response(int status, String json) {

		static Response ok(String data) {
			return new Response(200, "{\"success\":true,\"data\":" + data + "}");
		}

		static Response refused(int status, String path) {
			return new Response(status,
					"{\"success\":false,\"error\":{\"code\":\"CDP_ETL.VALIDATION.REQUEST_SCHEMA\",\"message\":\"no\""
							+ (path.isEmpty() ? "" : ",\"details\":{\"path\":\"" + path + "\"}") + "}}");
		}

	}

}
