package com.experiture.emulator;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire, free of the HTTP server's own types.
 *
 * @param method the HTTP method
 * @param path the raw path, still percent-encoded
 * @param query the raw query without its question mark, empty if there is none
 * @param headers the headers by case-insensitive name, several values joined by a comma
 * @param body the body, empty if there is none
 */
record HttpCall(String method, String path, String query, Map<String, String> headers, byte[] body) {

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
