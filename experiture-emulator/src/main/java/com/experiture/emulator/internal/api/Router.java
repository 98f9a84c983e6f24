package com.experiture.emulator.internal.api;

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
public final class Router {

	private final Map<String, List<Template>> templates = new HashMap<>();

	private final String basePath;

	/**
	 * Create a router.
	 * @param basePath the path that all calls are below, empty for the root
	 */
	public Router(String basePath) {
		this.basePath = basePath;
		for (Endpoint endpoint : Endpoint.values()) {
			String[] segments = endpoint.path().split("/");
			this.templates.computeIfAbsent(key(endpoint.method().name(), segments.length), (key) -> new ArrayList<>())
				.add(new Template(endpoint, segments));
		}
	}

	/**
	 * Find the endpoint.
	 * @param method the HTTP method
	 * @param path the raw path
	 * @return the match, or {@code null} if there is no such call
	 */
	@Nullable Match match(String method, String path) {
		if (!path.startsWith(this.basePath + "/")) {
			return null;
		}
		String[] segments = path.substring(this.basePath.length()).split("/", -1);
		try {
			for (Template template : this.templates.getOrDefault(key(method, segments.length), List.of())) {
				List<String> variables = template.match(segments);
				if (variables != null) {
					return new Match(template.endpoint(), variables);
				}
			}
		}
		catch (IllegalArgumentException ex) {
			// A path that is not properly encoded is the path of no call.
		}
		return null;
	}

	private static String key(String method, int segments) {
		return method + segments;
	}

	record Match(Endpoint endpoint, List<String> variables) {
	}

	private record Template(Endpoint endpoint, String[] segments) {

		@Nullable List<String> match(String[] path) {
			List<String> variables = new ArrayList<>(2);
			for (int i = 0; i < path.length; i++) {
				if (this.segments[i].startsWith("{")) {
					variables.add(decode(path[i]));
				}
				else if (!this.segments[i].equals(path[i]) && !this.segments[i].equals(decode(path[i]))) {
					return null;
				}
			}
			return variables;
		}

		private static String decode(String segment) {
			if (segment.indexOf('%') < 0) {
				return segment;
			}
			return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
		}

	}

}
