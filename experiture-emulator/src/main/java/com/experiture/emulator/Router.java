package com.experiture.emulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * Finds the {@link Endpoint} of a request by its method and path.
 */
final class Router {

	private final Map<String, List<Row>> rows = new HashMap<>();

	Router() {
		for (Endpoint endpoint : Endpoint.values()) {
			String[] segments = endpoint.path().split("/");
			this.rows.computeIfAbsent(key(endpoint.method().name(), segments.length), (key) -> new ArrayList<>())
				.add(new Row(endpoint, segments));
		}
	}

	/**
	 * Find the endpoint.
	 * @param method the HTTP method
	 * @param path the raw path below the base URL
	 * @return the match, or {@code null} if there is no such call
	 */
	@Nullable Match match(String method, String path) {
		String[] segments = path.split("/", -1);
		for (Row row : this.rows.getOrDefault(key(method, segments.length), List.of())) {
			List<String> variables = row.match(segments);
			if (variables != null) {
				return new Match(row.endpoint(), variables);
			}
		}
		return null;
	}

	private static String key(String method, int segments) {
		return method + segments;
	}

	record Match(Endpoint endpoint, List<String> variables) {
	}

	private record Row(Endpoint endpoint, String[] template) {

		@Nullable List<String> match(String[] segments) {
			List<String> variables = new ArrayList<>(2);
			for (int i = 0; i < segments.length; i++) {
				if (this.template[i].startsWith("{")) {
					variables.add(decode(segments[i]));
				}
				else if (!this.template[i].equals(segments[i]) && !this.template[i].equals(decode(segments[i]))) {
					return null;
				}
			}
			return variables;
		}

		private static String decode(String segment) {
			if (segment.indexOf('%') < 0) {
				return segment;
			}
			try {
				return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException ex) {
				throw ApiProblem.invalid("The path is not properly encoded", null);
			}
		}

	}

}
