package com.experiture.emulator.internal.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * A request with its endpoint.
 */
public final class ApiCall {

	private final RawRequest request;

	private final Endpoint endpoint;

	private final List<String> variables;

	private final Instant now;

	public ApiCall(RawRequest request, Endpoint endpoint, List<String> variables, Instant now) {
		this.request = request;
		this.endpoint = endpoint;
		this.variables = variables;
		this.now = now.truncatedTo(ChronoUnit.MILLIS);
	}

	public Endpoint endpoint() {
		return this.endpoint;
	}

	public Instant now() {
		return this.now;
	}

	/**
	 * Return the host and port that the client sees.
	 * @return the {@code Host} header
	 */
	public @Nullable String host() {
		return this.request.header("Host");
	}

	/**
	 * Return the path of the request, with the prefix of the version.
	 * @return the path as it was sent
	 */
	public String path() {
		return this.request.path();
	}

	/**
	 * Return a variable of the path.
	 * @param index its position among the path's variables, from 0
	 * @return the decoded value
	 */
	public String variable(int index) {
		return this.variables.get(index);
	}

	public Map<String, String> query() {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : this.request.query().split("&")) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
			}
		}
		return parameters;
	}

	int queryNumber(String name, int defaultValue, int minimum, int maximum) {
		String text = query().get(name);
		if (text == null) {
			return defaultValue;
		}
		try {
			int value = Integer.parseInt(text);
			if (value >= minimum && value <= maximum) {
				return value;
			}
			if (value > maximum) {
				throw BeyondDocumentation.PAGE_SIZE
					.mark(ApiProblem.invalid(outOfRange(name, minimum, maximum), name, text));
			}
		}
		catch (NumberFormatException ex) {
			// Rejected below like a number out of range.
		}
		throw ApiProblem.invalid(outOfRange(name, minimum, maximum), name, text);
	}

	private static String outOfRange(String name, int minimum, int maximum) {
		return name + " must be a number from " + minimum + " to " + maximum;
	}

	/**
	 * Return the body, which must be a JSON object.
	 * @return the fields of the body
	 */
	public BodyReader body() {
		return new BodyReader(fields());
	}

	/**
	 * Return the body of a call whose body may be missing.
	 * @return the fields of the body, none if there is no body
	 */
	public BodyReader optionalBody() {
		return (this.request.body().length == 0) ? new BodyReader(Map.of()) : body();
	}

	@SuppressWarnings("unchecked")
	private Map<String, @Nullable Object> fields() {
		if (this.request.body().length == 0) {
			throw ApiProblem.invalid("The call needs a body", null);
		}
		if (Json.read(this.request.body()) instanceof Map<?, ?> object) {
			return (Map<String, @Nullable Object>) object;
		}
		throw ApiProblem.invalid("The body must be a JSON object", null);
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw ApiProblem.invalid("The query is not properly encoded", null);
		}
	}

}
