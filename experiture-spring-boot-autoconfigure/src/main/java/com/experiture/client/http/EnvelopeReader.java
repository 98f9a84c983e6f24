package com.experiture.client.http;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

import com.experiture.client.error.ApiError;
import com.experiture.client.http.Envelope.Pagination;
import com.experiture.client.json.ExperitureJson;

/**
 * Reads the envelope in one pass: {@code data} goes straight into its type, members that
 * nobody knows are passed over.
 */
final class EnvelopeReader {

	private final ExperitureJson json;

	EnvelopeReader(ExperitureJson json) {
		this.json = json;
	}

	<T> Envelope<T> read(byte[] body, Type type, HttpAnswer answer) {
		Boolean success = null;
		T data = null;
		Pagination pagination = null;
		String correlationId = null;
		ApiError error = null;
		try (JsonParser parser = this.json.parser(body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw MalformedAnswer.foreign(answer.status(), "it is no JSON object: " + excerpt(body));
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				parser.nextToken();
				switch (name) {
					case "success" -> success = success(parser, answer);
					case "data" -> data = readData(parser, type, answer);
					case "pagination" -> pagination = this.json.read(parser, Pagination.class);
					case "correlationId" -> correlationId = this.json.read(parser, String.class);
					case "error" -> error = error(this.json.read(parser, JsonNode.class), answer);
					default -> parser.skipChildren();
				}
			}
		}
		catch (StreamReadException ex) {
			throw isJson(body) ? MalformedAnswer.damaged(answer.status(), "its JSON is broken or cut off")
					: MalformedAnswer.foreign(answer.status(), "it is no JSON: " + excerpt(body));
		}
		catch (JacksonException ex) {
			String reason = "a member is missing or has an unexpected type: " + path(ex);
			throw (Boolean.TRUE.equals(success) && !answer.isError())
					? MalformedAnswer.unreadable(answer.status(), reason)
					: MalformedAnswer.foreign(answer.status(), reason);
		}
		if (success == null) {
			throw MalformedAnswer.foreign(answer.status(), "the envelope has no member 'success'");
		}
		return new Envelope<>(success, data, pagination, correlationId, error);
	}

	static @Nullable String excerpt(byte[] body) {
		// JSON that is not the API's may be the request, echoed.
		return isJson(body) ? "a JSON document that is not the API's"
				: Redaction.text(new String(body, 0, Math.min(body.length, 2048), StandardCharsets.UTF_8), null);
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

	private static @Nullable ApiError error(@Nullable JsonNode error, HttpAnswer answer) {
		if (error == null || !error.isObject()) {
			return null;
		}
		JsonNode details = error.path("details");
		String value = details.path("value").isMissingNode() ? null : details.path("value").asString("");
		return new ApiError(answer.status(), text(error.path("code"), null), text(error.path("message"), value),
				text(details.path("path"), null), remediation(error.path("remediation"), value), answer.retryAfter());
	}

	// A string in CDP errors; elsewhere a list of links with labels
	private static @Nullable String remediation(JsonNode remediation, @Nullable String value) {
		if (!remediation.isArray()) {
			return text(remediation, value);
		}
		List<String> labels = new ArrayList<>();
		for (JsonNode link : remediation) {
			String label = text(link.path("label"), value);
			if (label != null) {
				labels.add(label);
			}
		}
		return labels.isEmpty() ? null : String.join("; ", labels);
	}

	private static @Nullable String text(JsonNode node, @Nullable String value) {
		return node.isString() ? Redaction.text(node.asString(), value) : null;
	}

	private static String path(JacksonException failure) {
		StringBuilder path = new StringBuilder("data");
		for (JacksonException.Reference reference : failure.getPath()) {
			path.append((reference.getPropertyName() != null) ? "." + reference.getPropertyName()
					: "[" + reference.getIndex() + "]");
		}
		return path.toString();
	}

}
