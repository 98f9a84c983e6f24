package com.experiture.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * A request that the emulator has received. Its {@code toString} shows neither headers
 * nor body.
 */
public final class ReceivedRequest {

	static final int BODY_LIMIT = 32 * 1024;

	private final HttpCall call;

	private final byte[] body;

	private final @Nullable Endpoint endpoint;

	private final Instant receivedAt;

	private final int status;

	private final String responseCorrelationId;

	private final boolean replayed;

	private final @Nullable String fault;

	ReceivedRequest(HttpCall call, @Nullable Endpoint endpoint, Instant receivedAt, int status,
			String responseCorrelationId, boolean replayed, @Nullable String fault) {
		byte[] bytes = call.body();
		this.body = (bytes.length > BODY_LIMIT) ? Arrays.copyOf(bytes, BODY_LIMIT) : bytes;
		this.call = new HttpCall(call.method(), call.path(), call.query(), call.headers(), new byte[0]);
		this.endpoint = endpoint;
		this.receivedAt = receivedAt;
		this.status = status;
		this.responseCorrelationId = responseCorrelationId;
		this.replayed = replayed;
		this.fault = fault;
	}

	/**
	 * Return the call that was made.
	 * @return the endpoint, or {@code null} if method and path are none
	 */
	public @Nullable Endpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Return the HTTP method.
	 * @return the method, such as {@code POST}
	 */
	public String method() {
		return this.call.method();
	}

	/**
	 * Return the path as it was sent, still percent-encoded, with the base URL's own
	 * path.
	 * @return the path, such as {@code /public/v1/profiles/upsert}
	 */
	public String path() {
		return this.call.path();
	}

	/**
	 * Return the query as it was sent.
	 * @return the query without its question mark, empty if there was none
	 */
	public String query() {
		return this.call.query();
	}

	/**
	 * Return all headers by name, whose case does not matter; several values of one
	 * header are joined by a comma.
	 * @return the headers
	 */
	public Map<String, String> headers() {
		return Collections.unmodifiableMap(this.call.headers());
	}

	/**
	 * Return a header.
	 * @param name the name, whose case does not matter
	 * @return the value, or {@code null} if it was not sent
	 */
	public @Nullable String header(String name) {
		return this.call.header(name);
	}

	/**
	 * Return the body.
	 * @return the first 32 KB of the body as text, empty if there was none
	 */
	public String body() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/**
	 * Return the correlation id that the client sent.
	 * @return the {@code x-correlation-id} header, or {@code null}
	 */
	public @Nullable String correlationId() {
		return header("x-correlation-id");
	}

	/**
	 * Return the idempotency key that the client sent.
	 * @return the {@code Idempotency-Key} header, or {@code null}
	 */
	public @Nullable String idempotencyKey() {
		return header("Idempotency-Key");
	}

	/**
	 * Return when the request arrived, by the emulator's clock.
	 * @return the time
	 */
	public Instant receivedAt() {
		return this.receivedAt;
	}

	/**
	 * Return the status of the answer.
	 * @return the HTTP status, or 0 if the request was not answered
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the correlation id of the answer, which is the server's own.
	 * @return the id
	 */
	public String responseCorrelationId() {
		return this.responseCorrelationId;
	}

	/**
	 * Return whether the answer was the stored one of an earlier request with the same
	 * idempotency key, so that this request had no effect of its own.
	 * @return whether the answer was replayed
	 */
	public boolean replayed() {
		return this.replayed;
	}

	/**
	 * Return the fault that was injected into this request.
	 * @return the fault's name, such as {@code drop after commit}, or {@code null}
	 */
	public @Nullable String fault() {
		return this.fault;
	}

	@Override
	public String toString() {
		return method() + " " + path() + " -> " + this.status + (this.replayed ? " (replayed)" : "")
				+ ((this.fault != null) ? " (" + this.fault + ")" : "");
	}

}
