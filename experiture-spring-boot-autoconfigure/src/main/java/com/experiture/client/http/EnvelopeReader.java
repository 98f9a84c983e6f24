package com.experiture.client.http;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.util.function.SingletonSupplier;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.ServerText;
import com.experiture.client.http.Envelope.Pagination;
import com.experiture.client.json.ExperitureJson;
import com.experiture.client.json.JsonMembers;

/**
 * Reads the envelope in one pass: {@code data} goes straight into its type, members that
 * nobody knows are passed over.
 */
final class EnvelopeReader {

	// A value takes up to 100 bytes of memory, and as few as two of the response. What
	// the
	// API sends has 8 bytes and more for each name or value.
	private static final int BYTES_PER_TOKEN = 20;

	private static final int FEWEST_TOKENS = 1000;

	// A text is copied several times while it is read.
	private static final int TEXTS = 4;

	private static final int SHORTEST_MAX_TEXT = 100_000;

	private static final int MOST_VALUES_AT_FAULT = 16;

	private static final int MAX_LABELS_LENGTH = 1000;

	private static final Pattern KEY = Pattern.compile("idempoten", Pattern.CASE_INSENSITIVE);

	private final ExperitureJson json;

	private final SingletonSupplier<JsonFactory> factory;

	EnvelopeReader(ExperitureJson json, int maxResponseSize) {
		this.json = json;
		long maxTokens = Math.max(FEWEST_TOKENS, maxResponseSize / BYTES_PER_TOKEN);
		int maxText = Math.max(SHORTEST_MAX_TEXT, maxResponseSize / TEXTS);
		this.factory = SingletonSupplier.of(() -> JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxTokenCount(maxTokens)
				.maxStringLength(maxText)
				.maxNumberLength(maxText)
				.build())
			.build());
	}

	/**
	 * Read a body that has no envelope.
	 */
	@SuppressWarnings("unchecked")
	<T> @Nullable T readWhole(byte[] body, Type type, HttpAnswer answer) {
		if (type == String.class) {
			return (T) new String(body, StandardCharsets.UTF_8);
		}
		if (type == byte[].class) {
			return (T) body;
		}
		try (JsonParser parser = parser(body)) {
			parser.nextToken();
			T data = readData(parser, type, answer);
			if (parser.nextToken() != null) {
				throw MalformedAnswer.foreign(answer.status(), "there is something behind its JSON");
			}
			return data;
		}
		catch (JacksonException ex) {
			throw malformed(ex, body, answer, true);
		}
	}

	<T> Envelope<T> read(byte[] body, Type type, HttpAnswer answer) {
		Boolean success = null;
		T data = null;
		Pagination pagination = null;
		String correlationId = null;
		ApiError error = null;
		try (JsonParser parser = parser(body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw MalformedAnswer.foreign(answer.status(), "it is no JSON object: " + excerpt(body));
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				parser.nextToken();
				switch (name) {
					case "success" -> success = success(parser, answer);
					case "data" -> data = readData(parser, type, answer);
					case "pagination" -> pagination = pagination(this.json.read(parser, JsonNode.class));
					case "correlationId" -> correlationId = correlationId(parser);
					case "error" -> error = error(this.json.read(parser, JsonNode.class), answer);
					default -> parser.skipChildren();
				}
			}
		}
		catch (JacksonException ex) {
			throw malformed(ex, body, answer, Boolean.TRUE.equals(success) && !answer.isError());
		}
		if (success == null) {
			throw MalformedAnswer.foreign(answer.status(), "the envelope has no member 'success'");
		}
		return new Envelope<>(success, data, pagination, correlationId, error);
	}

	private JsonParser parser(byte[] body) {
		return this.factory.obtain().createParser(ObjectReadContext.empty(), body);
	}

	private static MalformedAnswer malformed(JacksonException failure, byte[] body, HttpAnswer answer,
			boolean succeeded) {
		int status = answer.status();
		if (failure instanceof StreamReadException) {
			return isJson(body) ? MalformedAnswer.damaged(status, "its JSON is broken or cut off")
					: MalformedAnswer.foreign(status, "it is no JSON: " + excerpt(body));
		}
		if (failure instanceof StreamConstraintsException) {
			return MalformedAnswer.foreign(status,
					"it has too many or too large values, or is nested too deeply; if it is the API's, raise"
							+ " experiture.max-response-size");
		}
		String reason = "a member is missing or has an unexpected type: " + path(failure);
		return succeeded ? MalformedAnswer.unreadable(status, reason) : MalformedAnswer.foreign(status, reason);
	}

	// JSON that is not the API's may be the request, echoed, in any encoding and behind
	// anything.
	static @Nullable String excerpt(byte[] body) {
		String excerpt = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8);
		if (isJson(body) || excerpt.chars().anyMatch((c) -> c == '{' || c == '[') || excerpt.strip().startsWith("\"")) {
			return "a JSON document that is not the API's";
		}
		boolean binary = excerpt.chars().anyMatch((c) -> Character.isISOControl(c) && !Character.isWhitespace(c));
		return binary ? "no text" : ServerText.text(excerpt);
	}

	private static boolean isJson(byte[] body) {
		for (byte b : body) {
			if (b > ' ') {
				return b == '{' || b == '[';
			}
		}
		return true;
	}

	private static boolean success(JsonParser parser, HttpAnswer answer) {
		JsonToken token = parser.currentToken();
		if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
			throw MalformedAnswer.foreign(answer.status(), "the member 'success' is no boolean");
		}
		return token == JsonToken.VALUE_TRUE;
	}

	// The data of an error answer has no defined type.
	private <T> @Nullable T readData(JsonParser parser, Type type, HttpAnswer answer) {
		if (type == Void.class || answer.isError()) {
			parser.skipChildren();
			return null;
		}
		return this.json.read(parser, type);
	}

	private static @Nullable String correlationId(JsonParser parser) {
		if (parser.currentToken() != JsonToken.VALUE_STRING) {
			parser.skipChildren();
			return null;
		}
		return ServerText.id(parser.getString());
	}

	private static @Nullable Pagination pagination(@Nullable JsonNode pagination) {
		if (pagination == null || !pagination.isObject()) {
			return null;
		}
		return new Pagination(number(pagination, "total"),
				(int) Math.min(number(pagination, "limit"), Integer.MAX_VALUE), number(pagination, "offset"));
	}

	private static long number(JsonNode json, String name) {
		Long number = JsonMembers.number(json, name);
		return (number != null) ? number : 0;
	}

	private static @Nullable ApiError error(@Nullable JsonNode error, HttpAnswer answer) {
		if (error == null || !error.isObject()) {
			return null;
		}
		JsonNode details = error.path("details");
		List<String> values = new ArrayList<>();
		addValues(values, details.path("value"));
		String code = ServerText.code(JsonMembers.text(error, "code"));
		ApiError read = new ApiError(answer.status(), code, text(error.path("message"), values),
				text(details.path("path"), List.of()), remediation(error.path("remediation"), values),
				answer.retryAfter());
		String message = JsonMembers.text(error, "message");
		// That the key is at fault must not be lost where a long text is cut.
		return (message != null && !read.concernsIdempotencyKey() && KEY.matcher(message).find())
				? new ApiError(read.status(), read.code(), read.message() + " (Idempotency-Key)", read.path(),
						read.remediation(), read.retryAfter())
				: read;
	}

	private static void addValues(List<String> values, JsonNode value) {
		if (value.isContainer()) {
			for (JsonNode part : value) {
				if (values.size() == MOST_VALUES_AT_FAULT) {
					return;
				}
				addValues(values, part);
			}
		}
		else if (value.isString() || value.isNumber()) {
			values.add(value.asString(""));
		}
	}

	// A string in CDP errors; elsewhere a list of links with labels
	private static @Nullable String remediation(JsonNode remediation, List<String> values) {
		if (!remediation.isArray()) {
			return text(remediation, values);
		}
		StringJoiner labels = new StringJoiner("; ");
		for (JsonNode link : remediation) {
			String label = text(link.path("label"), values);
			if (label != null && labels.length() < MAX_LABELS_LENGTH) {
				labels.add(label);
			}
		}
		return (labels.length() > 0) ? ServerText.text(labels.toString()) : null;
	}

	private static @Nullable String text(JsonNode node, List<String> values) {
		return node.isString() ? ServerText.text(node.asString(), values) : null;
	}

	// The keys of a map are content.
	private static String path(JacksonException failure) {
		StringBuilder path = new StringBuilder("data");
		for (JacksonException.Reference reference : failure.getPath()) {
			if (path.length() > MAX_LABELS_LENGTH) {
				break;
			}
			path.append((reference.getPropertyName() != null) ? "." + reference.getPropertyName()
					: "[" + reference.getIndex() + "]");
		}
		return String.valueOf(ServerText.text(path.toString()));
	}

}
