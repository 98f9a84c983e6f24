package com.experiture.client.internal.exchange;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiFunction;
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
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;

import org.springframework.util.function.SingletonSupplier;

import com.experiture.client.call.Pagination;
import com.experiture.client.error.ApiError;
import com.experiture.client.internal.call.ResponseHead;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.text.ServerText;

/**
 * Reads the envelope in one pass: {@code data} goes straight into its type. Only if some
 * of its fields have another type than they should, it is read once more, tolerantly.
 */
public final class EnvelopeReader {

	// A value takes up to 100 bytes of memory, and as few as two bytes of the response.
	// The responses of the API have 8 bytes or more for each name or value.
	private static final int BYTES_PER_TOKEN = 20;

	private static final int FEWEST_TOKENS = 1000;

	// A text is copied several times while it is read.
	private static final int TEXTS = 4;

	private static final int SHORTEST_MAX_TEXT = 100_000;

	private static final int MAX_OFFENDING_VALUES = 16;

	private static final int MAX_LABELS_LENGTH = 1000;

	private static final Set<String> TEXTS_OF_ERROR = Set.of("code", "message", "remediation");

	private static final Set<String> KNOWN = Set.of("success", "pagination", "correlationId");

	private static final Pattern KEY = Pattern.compile("idempoten", Pattern.CASE_INSENSITIVE);

	private final ExperitureJson json;

	private final SingletonSupplier<JsonFactory> factory;

	public EnvelopeReader(ExperitureJson json, int maxResponseSize) {
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
	public <T> @Nullable T readWhole(byte[] body, Type type, ResponseHead head) {
		if (type == String.class) {
			return (T) new String(body, StandardCharsets.UTF_8);
		}
		if (type == byte[].class) {
			return (T) body;
		}
		try (JsonParser parser = parser(body)) {
			parser.nextToken();
			T data = null;
			if (type == Void.class) {
				parser.skipChildren();
			}
			else {
				data = this.json.readTolerantly(parser, type);
			}
			if (parser.nextToken() != null) {
				throw MalformedResponse.foreign(head.status(), "there is something behind its JSON");
			}
			return data;
		}
		catch (JacksonException ex) {
			throw malformed(ex, body, head, true);
		}
	}

	<T> Envelope<T> read(byte[] body, Type type, ResponseHead head) {
		Reading<T> exact = new Reading<>(this.json::read, type, head);
		try {
			return read(exact, body);
		}
		catch (DatabindException ex) {
			Reading<T> tolerant = new Reading<>(this.json::readTolerantly, type, head);
			try {
				return read(tolerant, body);
			}
			catch (JacksonException again) {
				throw malformed(again, body, head, tolerant.isSuccess());
			}
		}
		catch (JacksonException ex) {
			throw malformed(ex, body, head, exact.isSuccess());
		}
	}

	private <T> Envelope<T> read(Reading<T> reading, byte[] body) {
		try (JsonParser parser = parser(body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw MalformedResponse.foreign(reading.head.status(), "it is no JSON object: " + excerpt(body));
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				parser.nextToken();
				reading.accept(name, parser);
			}
		}
		return reading.envelope();
	}

	private JsonParser parser(byte[] body) {
		return this.factory.obtain().createParser(ObjectReadContext.empty(), body);
	}

	private static MalformedResponse malformed(JacksonException failure, byte[] body, ResponseHead head,
			boolean succeeded) {
		int status = head.status();
		if (failure instanceof StreamReadException) {
			return isJson(body) ? MalformedResponse.damaged(status, "its JSON is broken or cut off")
					: MalformedResponse.foreign(status, "it is not JSON: " + excerpt(body));
		}
		if (failure instanceof StreamConstraintsException) {
			return MalformedResponse.foreign(status,
					"it has too many or too large values, or is nested too deeply; if it is the API's, raise"
							+ " experiture.max-response-size");
		}
		String reason = "a field is missing or has an unexpected type: " + path(failure);
		return succeeded ? MalformedResponse.unreadable(status, reason) : MalformedResponse.foreign(status, reason);
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

	// At any depth: only one form of the details is documented.
	private static void addOffendingValues(List<String> values, JsonNode details) {
		if (details.isValueNode()) {
			addValues(values, details);
		}
		details.forEachEntry((name, part) -> {
			if (name.equals("value")) {
				addValues(values, part);
			}
			else if (part.isContainer()) {
				addOffendingValues(values, part);
			}
		});
		if (details.isArray()) {
			details.forEach((part) -> addOffendingValues(values, part));
		}
	}

	private static void addValues(List<String> values, JsonNode value) {
		if (value.isContainer()) {
			for (JsonNode part : value) {
				if (values.size() == MAX_OFFENDING_VALUES) {
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
		if (!remediation.isContainer()) {
			return text(remediation, values);
		}
		StringJoiner labels = new StringJoiner("; ");
		for (JsonNode link : remediation.isArray() ? remediation : List.of(remediation)) {
			String label = text(link.isString() ? link : link.path("label"), values);
			if (label != null && labels.length() < MAX_LABELS_LENGTH) {
				labels.add(label);
			}
		}
		return (labels.length() > 0) ? ServerText.text(labels.toString()) : null;
	}

	private static @Nullable String text(JsonNode node, List<String> values) {
		return node.isString() ? ServerText.text(node.asString(), values) : null;
	}

	// Of several details, the first that has a path is taken.
	private static @Nullable String errorPath(JsonNode details) {
		if (!details.isArray()) {
			return text(details.path("path"), List.of());
		}
		for (JsonNode detail : details) {
			if (detail.path("path").isString()) {
				return text(detail.path("path"), List.of());
			}
		}
		return null;
	}

	private static ApiError error(JsonNode error, ResponseHead head, Map<String, JsonNode> envelopeProperties) {
		JsonNode details = error.path("details");
		List<String> values = new ArrayList<>();
		addOffendingValues(values, details);
		String code = ServerText.code(JsonFields.text(error, "code"));
		JsonNode said = error.isString() ? error : error.path("message");
		String message = text(said, values);
		if (message != null && KEY.matcher(said.asString()).find() && !KEY.matcher(message).find()) {
			// That the key is the cause must not be lost if a long text is cut.
			message += " (Idempotency-Key)";
		}
		Map<String, JsonNode> others = new LinkedHashMap<>();
		error.forEachEntry((name, part) -> {
			if (!name.equals("details") && !(TEXTS_OF_ERROR.contains(name) && (part.isString() || part.isNull()))) {
				others.put(name, part);
			}
		});
		return new ApiError(head.status(), code, message, errorPath(details),
				remediation(error.path("remediation"), values), head.retryAfter(),
				(details.isMissingNode() || details.isNull()) ? null : details, others, envelopeProperties);
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

	/**
	 * One reading of an envelope.
	 */
	private static final class Reading<T> {

		private final BiFunction<JsonParser, Type, @Nullable Object> json;

		private final Type type;

		private final ResponseHead head;

		private Map<String, JsonNode> others = Map.of();

		private @Nullable Boolean success;

		private @Nullable T data;

		private @Nullable Pagination pagination;

		private @Nullable String correlationId;

		private @Nullable JsonNode error;

		Reading(BiFunction<JsonParser, Type, @Nullable Object> json, Type type, ResponseHead head) {
			this.json = json;
			this.type = type;
			this.head = head;
		}

		void accept(String name, JsonParser parser) {
			JsonToken token = parser.currentToken();
			switch (name) {
				case "success" -> success(parser, token);
				case "data" -> data(parser);
				case "pagination" -> {
					if (token == JsonToken.START_OBJECT) {
						this.pagination = (Pagination) this.json.apply(parser, Pagination.class);
					}
					else {
						other(name, parser);
					}
				}
				case "correlationId" -> {
					if (token == JsonToken.VALUE_STRING) {
						this.correlationId = ServerText.id(parser.getString());
					}
					else {
						other(name, parser);
					}
				}
				case "error" -> this.error = (JsonNode) this.json.apply(parser, JsonNode.class);
				default -> other(name, parser);
			}
		}

		private void other(String name, JsonParser parser) {
			if (parser.currentToken() != JsonToken.VALUE_NULL || !KNOWN.contains(name)) {
				keep(name, (JsonNode) this.json.apply(parser, JsonNode.class));
			}
		}

		private void keep(String name, JsonNode value) {
			if (this.others.isEmpty()) {
				this.others = new LinkedHashMap<>();
			}
			this.others.put(name, value);
		}

		// The status of an error is enough.
		private void success(JsonParser parser, JsonToken token) {
			if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
				this.success = token == JsonToken.VALUE_TRUE;
			}
			else if (this.head.isError()) {
				this.success = false;
				other("success", parser);
			}
			else {
				throw MalformedResponse.foreign(this.head.status(), "the field 'success' is not a boolean");
			}
		}

		// The data of an error response has no defined type.
		@SuppressWarnings("unchecked")
		private void data(JsonParser parser) {
			if (this.type == Void.class || this.head.isError()) {
				parser.skipChildren();
			}
			else {
				this.data = (T) this.json.apply(parser, this.type);
			}
		}

		boolean isSuccess() {
			return Boolean.TRUE.equals(this.success) && !this.head.isError();
		}

		Envelope<T> envelope() {
			if (this.success == null) {
				throw MalformedResponse.foreign(this.head.status(), "the envelope has no field 'success'");
			}
			return new Envelope<>(this.success, this.data, this.pagination, this.correlationId, apiError(),
					this.others);
		}

		private @Nullable ApiError apiError() {
			if (this.error == null || this.error.isNull()) {
				return null;
			}
			if (!this.error.isObject()) {
				keep("error", this.error);
			}
			return (this.error.isObject() || this.error.isString()) ? error(this.error, this.head, this.others) : null;
		}

	}

}
