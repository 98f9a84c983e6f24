package com.experiture.emulator.internal.protocol;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request as it was received, without types of the HTTP server.
 *
 * @param method the HTTP method
 * @param path the raw path, still percent-encoded
 * @param query the raw query without its question mark, empty if there is none
 * @param headers the headers by case-insensitive name, several values joined by a comma
 * @param body the body, empty if there is none
 */
public record RawRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {

	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	public RawRequest withBody(byte[] body) {
		return new RawRequest(this.method, this.path, this.query, this.headers, body);
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
