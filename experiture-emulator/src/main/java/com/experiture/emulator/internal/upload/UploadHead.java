package com.experiture.emulator.internal.upload;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an upload before its body is read.
 *
 * @param method the HTTP method
 * @param target the raw path and query
 * @param headers the headers by case-insensitive name, the first value of each
 */
public record UploadHead(String method, String target, Map<String, String> headers) {

	/**
	 * The path that all upload URLs are below.
	 */
	public static final String PATH = "/landing/";

	public static Map<String, String> newHeaders() {
		return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
	}

	/**
	 * Return the import job that the URL names.
	 * @return the job's id, or an empty text
	 */
	public String jobId() {
		return this.target.startsWith(PATH) ? this.target.substring(PATH.length()).split("[/?]")[0] : "";
	}

	public @Nullable String contentType() {
		return this.headers.get("Content-Type");
	}

	/**
	 * Return the announced length.
	 * @return the length in bytes, -1 if it was not announced
	 */
	public long contentLength() {
		String length = this.headers.get("Content-Length");
		return (length != null) ? Long.parseLong(length) : -1;
	}

	// The target has a signature, which is a secret.
	@Override
	public String toString() {
		return this.method + " " + PATH;
	}

}
