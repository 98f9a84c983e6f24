package com.experiture.emulator;

import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A request to an upload address, free of the HTTP server's own types.
 *
 * @param method the HTTP method
 * @param target the raw path and query
 * @param headers the headers by case-insensitive name, the first value of each
 * @param body the body as it arrives
 */
record UploadCall(String method, String target, Map<String, String> headers, InputStream body) {

	static Map<String, String> newHeaders() {
		return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
	}

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * Return the import job that the address names.
	 * @return the job's id, or an empty text
	 */
	String jobId() {
		return this.target.startsWith(Uploads.PATH) ? this.target.substring(Uploads.PATH.length()).split("[/?]")[0]
				: "";
	}

	/**
	 * Return the announced length.
	 * @return the length in bytes, -1 if it was not announced
	 */
	long length() {
		String length = header("Content-Length");
		return (length != null) ? Long.parseLong(length) : -1;
	}

	@Override
	public String toString() {
		return this.method + " " + Uploads.PATH;
	}

}
