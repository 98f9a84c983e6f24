package com.experiture.fuzz;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.ReflectionUtils;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.error.ApiError;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.OutcomeUnknownException;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.settings.RetrySettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Sets every field of every response to every JSON type and checks that the response
 * remains usable, all other fields keep their values, and the JSON of the field can be
 * read.
 */
@Timeout(300)
class ResponseTypesTests {

	private static final String SECRET = "swapped@leak.example";

	private static final Map<String, JsonNode> SWAPS = new LinkedHashMap<>();

	static {
		for (String json : List.of("\"" + SECRET + "\"", "\"\"", "987654321", "-7", "98765.4321",
				"99999999999999999999", "true", "false", "{}", "{\"id\":\"" + SECRET + "\"}", "[]",
				"[\"" + SECRET + "\"]", "[{\"a\":7},null,[7],7]", "null")) {
			SWAPS.put(json, JsonMapper.shared().readTree(json));
		}
	}

	/**
	 * The fields that can make a response unusable: the required fields of the envelope,
	 * the items of a page, the ids that the next step needs, and the reach, which is
	 * never guessed.
	 */
	private static final Map<String, Pattern> MAY_FAIL = Map.of("all calls",
			Pattern.compile("/success|/data|/data/\\d+|/data/items|/data/items/\\d+"), "imports.create",
			Pattern.compile("/data/(jobId|uploadUrl)"), "metadata.list-objects",
			Pattern.compile("/data/items/\\d+/objectName"), "metadata.get-object", Pattern.compile("/data/objectName"),
			"lists.list", Pattern.compile("/data/items/\\d+/id"), "lists", Pattern.compile("/data/id"),
			"campaigns.list", Pattern.compile("/data/\\d+/id"), "campaigns", Pattern.compile("/data/id"),
			"audiences.preview", Pattern.compile("/data/matchCount"));

	private final Calls calls = new Calls();

	private final Set<String> unusable = new HashSet<>();

	private volatile String response = "";

	private volatile int status = 200;

	private HttpServer server;

	private ExperitureClient client;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::respond);
		this.server.start();
		this.client = ExperitureClient.builder()
			.baseUrl(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort()))
			.tokenProvider(new Token())
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
			.build();
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.stop(0);
	}

	private void respond(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		byte[] body = this.response.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(this.status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@ParameterizedTest
	@EnumSource(Endpoint.class)
	void readsResponseWithFieldOfOtherType(Endpoint endpoint) {
		JsonNode valid = JsonMapper.shared().readTree(this.calls.valid(endpoint, "id-1").toString());
		Object expected = call(endpoint, valid);
		for (String path : paths(valid)) {
			for (Map.Entry<String, JsonNode> swap : SWAPS.entrySet()) {
				if (sameType(valid.at(path), swap.getValue())) {
					continue;
				}
				String what = endpoint + " " + path + " = " + swap.getKey();
				Object actual = call(endpoint, swapped(valid, path, swap.getValue()), path, what);
				if (actual != this.unusable) {
					List<String> steps = steps(path);
					assertOthersAreKept(what, expected, actual, steps);
					assertRawIsReadable(what, actual, steps, swap.getValue());
					assertThat(String.valueOf(actual)).as(what).doesNotContain("swapped");
				}
			}
		}
	}

	@Test
	void listsOnlyFieldsThatFail() {
		for (Endpoint endpoint : List.of(Endpoint.IMPORTS_CREATE, Endpoint.METADATA_GET_OBJECT,
				Endpoint.METADATA_LIST_OBJECTS, Endpoint.LISTS_LIST, Endpoint.LISTS_GET, Endpoint.CAMPAIGNS_LIST,
				Endpoint.CAMPAIGNS_GET, Endpoint.AUDIENCES_PREVIEW)) {
			JsonNode valid = JsonMapper.shared().readTree(this.calls.valid(endpoint, "id-1").toString());
			List<String> needed = paths(valid).stream().filter((path) -> mayFail(endpoint, path)).toList();
			assertThat(needed).hasSizeGreaterThan(2).allSatisfy((path) -> {
				this.unusable.clear();
				call(endpoint, swapped(valid, path, SWAPS.get("[]")), path, path);
				call(endpoint, swapped(valid, path, SWAPS.get("{}")), path, path);
				assertThat(this.unusable).contains(path);
			});
		}
	}

	@Test
	void readsErrorWithFieldOfOtherType() {
		JsonNode valid = JsonMapper.shared().readTree("""
				{"success":false,"correlationId":"server-1","trace":{"id":"t-1"},"error":{
				"code":"CDP_ETL.VALIDATION.REQUEST_SCHEMA","message":"Unknown field","docs":["d-1"],
				"details":{"path":"records[2].email","value":"jane","allowed":["a-1"]},"remediation":"Correct it"}}""");
		for (String path : paths(valid)) {
			for (Map.Entry<String, JsonNode> swap : SWAPS.entrySet()) {
				if (!sameType(valid.at(path), swap.getValue())) {
					assertErrorIsUsable(path + " = " + swap.getKey(), path, swapped(valid, path, swap.getValue()));
				}
			}
		}
	}

	private void assertErrorIsUsable(String what, String path, JsonNode sent) {
		this.response = sent.toString();
		this.status = 422;
		ApiError error;
		try {
			this.client.lists().get("lst_1");
			error = fail(what);
		}
		catch (ApiException ex) {
			error = ex.error();
			assertThat(ex).hasMessageNotContaining("swapped").hasMessageNotContaining("jane");
		}
		JsonNode said = sent.path("error");
		if (said.has("code")) {
			assertRead(what, said.path("code"), error.code(), error.additionalProperties().get("code"));
			assertRead(what, said.path("message"), error.message(), error.additionalProperties().get("message"));
			assertRead(what, said.path("remediation"), error.remediation(),
					error.additionalProperties().get("remediation"));
			assertThat(error.additionalProperties()).as(what).containsEntry("docs", said.path("docs"));
			assertThat(error.details()).as(what).isEqualTo(said.path("details").isNull() ? null : said.path("details"));
			if (!path.startsWith("/error/details")) {
				assertThat(error.path()).as(what).isEqualTo("records[2].email");
			}
		}
		else if (!said.isNull() && !said.isObject()) {
			assertThat(error.envelopeProperties()).as(what).containsEntry("error", said);
		}
		assertThat(error.envelopeProperties()).as(what).containsEntry("trace", sent.path("trace"));
		assertThat(error.status()).isEqualTo(422);
	}

	private static void assertRead(String what, JsonNode sent, @Nullable String text, @Nullable JsonNode raw) {
		if (sent.isString()) {
			assertThat(text).as(what).isNotNull();
			assertThat(raw).as(what).isNull();
		}
		else if (!sent.isNull()) {
			assertThat(raw).as(what).isEqualTo(sent);
		}
	}

	private @Nullable Object call(Endpoint endpoint, JsonNode body) {
		this.response = body.toString();
		return this.calls.make(endpoint, this.client, CallOptions.none());
	}

	private @Nullable Object call(Endpoint endpoint, JsonNode body, String path, String what) {
		try {
			return call(endpoint, body);
		}
		catch (ExperitureException ex) {
			assertThat(ex).as(what)
				.isInstanceOfAny(InvalidResponseException.class, ApiException.class, OutcomeUnknownException.class);
			assertThat(ex).hasMessageNotContaining("swapped");
			if (!mayFail(endpoint, path)) {
				fail(what, ex);
			}
			this.unusable.add(path);
			return this.unusable;
		}
	}

	private static boolean mayFail(Endpoint endpoint, String path) {
		for (String calls : List.of("all calls", endpoint.id(), endpoint.family().id())) {
			Pattern pattern = MAY_FAIL.get(calls);
			if (pattern != null && pattern.matcher(path).matches()) {
				return true;
			}
		}
		return false;
	}

	private static List<String> paths(JsonNode json) {
		List<String> paths = new ArrayList<>();
		addPaths("", json, paths);
		return paths;
	}

	private static void addPaths(String path, JsonNode json, List<String> paths) {
		json.forEachEntry((name, value) -> {
			paths.add(path + "/" + name);
			addPaths(path + "/" + name, value, paths);
		});
		for (int i = 0; json.isArray() && i < json.size(); i++) {
			paths.add(path + "/" + i);
			addPaths(path + "/" + i, json.get(i), paths);
		}
	}

	private static boolean sameType(JsonNode one, JsonNode other) {
		return one.equals(other) || (one.isBoolean() && other.isBoolean());
	}

	private static JsonNode swapped(JsonNode valid, String path, JsonNode value) {
		JsonNode copy = valid.deepCopy();
		JsonNode parent = copy.at(path.substring(0, path.lastIndexOf('/')));
		String name = path.substring(path.lastIndexOf('/') + 1);
		if (parent instanceof ObjectNode object) {
			object.set(name, value);
		}
		else {
			((ArrayNode) parent).set(Integer.parseInt(name), value);
		}
		return copy;
	}

	// Without the envelope, and with the items of a page at the top level.
	private static List<String> steps(String path) {
		List<String> steps = new ArrayList<>(List.of(path.substring(1).split("/")));
		boolean data = steps.remove(0).equals("data");
		if (data && !steps.isEmpty() && steps.get(0).equals("items")) {
			steps.remove(0);
		}
		return data ? steps : List.of("(envelope)");
	}

	private static void assertOthersAreKept(String what, @Nullable Object expected, @Nullable Object actual,
			List<String> swapped) {
		if (swapped.isEmpty()) {
			return;
		}
		Object before = items(expected);
		Object after = items(actual);
		if (before instanceof List<?> list && after instanceof List<?> others) {
			if (swapped.size() > 1) {
				assertThat(others).as(what).hasSameSizeAs(list);
			}
			for (int i = 0; i < Math.min(list.size(), others.size()); i++) {
				boolean here = swapped.get(0).equals(Integer.toString(i));
				if (!here || swapped.size() > 1) {
					assertOthersAreKept(what, list.get(i), others.get(i),
							here ? swapped.subList(1, swapped.size()) : List.of("(elsewhere)"));
				}
			}
		}
		else if (before instanceof Record && after != null) {
			assertThat(after).as(what).hasSameClassAs(before);
			for (RecordComponent component : before.getClass().getRecordComponents()) {
				if (component.getType() != JsonNode.class && component.getType() != Map.class) {
					boolean here = swapped.get(0).equals(component.getName());
					Object value = value(component, before);
					if (!here) {
						assertThat(value(component, after)).as(what + ": " + component.getName()).isEqualTo(value);
					}
					else if (swapped.size() > 1) {
						assertOthersAreKept(what, value, value(component, after), swapped.subList(1, swapped.size()));
					}
				}
			}
		}
	}

	// The field itself, or the innermost object or list around it that the client does
	// not convert to a type of its own.
	private static void assertRawIsReadable(String what, @Nullable Object actual, List<String> steps, JsonNode raw) {
		if (steps.contains("(envelope)") || steps.isEmpty() || raw.isNull()
				|| Set.of("page", "pageSize", "total").contains(steps.get(0))) {
			return;
		}
		Object value = items(actual);
		for (int i = 0; i < steps.size(); i++) {
			String step = steps.get(i);
			if (json(value) != null) {
				assertThat(json(value).at(pointer(steps, i))).as(what).isEqualTo(raw);
				return;
			}
			JsonNode kept = (JsonNode) additional(value).get(step);
			if (kept != null) {
				assertThat(kept.at(pointer(steps, i + 1))).as(what).isEqualTo(raw);
				return;
			}
			RecordComponent component = component(value, step);
			assertThat(component != null || value instanceof List<?>).as(what).isTrue();
			value = (value instanceof List<?> list) ? list.get(Integer.parseInt(step)) : value(component, value);
		}
		assertFits(what, value, raw);
	}

	private static String pointer(List<String> steps, int from) {
		return (from < steps.size()) ? "/" + String.join("/", steps.subList(from, steps.size())) : "";
	}

	// An undocumented response is available as JSON.
	private static @Nullable JsonNode json(@Nullable Object value) {
		if (value instanceof BatchReceipt receipt) {
			return receipt.json();
		}
		RecordComponent component = component(value, "json");
		return (component != null) ? (JsonNode) value(component, value)
				: (value instanceof JsonNode json) ? json : null;
	}

	// A time can have a fraction, which only the JSON of the response contains.
	private static void assertFits(String what, @Nullable Object typed, JsonNode raw) {
		if (typed instanceof List<?> list && raw.isContainer()) {
			assertThat(list).as(what).hasSize(raw.size());
		}
		else if (!(typed instanceof Record && raw.isObject()) && !what.contains("/executionTimeMs = 9")) {
			assertThat(text(typed)).as(what + ", typed").isIn(raw.toString(), raw.asString(""));
		}
	}

	private static String text(@Nullable Object value) {
		JsonNode json = json(value);
		boolean wraps = value instanceof Record && value.getClass().getRecordComponents().length == 1;
		return (json != null) ? json.toString()
				: String.valueOf(wraps ? value(value.getClass().getRecordComponents()[0], value) : value);
	}

	private static @Nullable RecordComponent component(@Nullable Object value, String name) {
		if (value instanceof Record) {
			for (RecordComponent component : value.getClass().getRecordComponents()) {
				if (component.getName().equals(name)) {
					return component;
				}
			}
		}
		return null;
	}

	private static Map<?, ?> additional(Object value) {
		RecordComponent component = component(value, "additionalProperties");
		return (component != null) ? (Map<?, ?>) value(component, value) : Map.of();
	}

	private static Object value(RecordComponent component, Object record) {
		ReflectionUtils.makeAccessible(component.getAccessor());
		return ReflectionUtils.invokeMethod(component.getAccessor(), record);
	}

	private static @Nullable Object items(@Nullable Object value) {
		RecordComponent items = component(value, "items");
		return (value instanceof Optional<?> optional) ? optional.orElse(null)
				: (items != null) ? value(items, value) : value;
	}

	private static final class Token implements TokenProvider {

		@Override
		public Mono<AccessToken> token() {
			return Mono.just(new AccessToken("token"));
		}

		@Override
		public void reject(AccessToken token) {
		}

	}

}
