package com.experiture.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.api.LoggedRequest;

/**
 * A request that the emulator has received. Its {@code toString} shows neither headers
 * nor body.
 */
public final class ReceivedRequest {

	private final LoggedRequest logged;

	ReceivedRequest(LoggedRequest logged) {
		this.logged = logged;
	}

	/**
	 * Return the call that was made.
	 * @return the endpoint, or {@code null} if method and path are of no call
	 */
	public @Nullable Endpoint endpoint() {
		return this.logged.endpoint();
	}

	/**
	 * Return the HTTP method.
	 * @return the method, such as {@code POST}
	 */
	public String method() {
		return this.logged.request().method();
	}

	/**
	 * Return the path as it was sent, still percent-encoded, with the base URL's own
	 * path.
	 * @return the path, such as {@code /public/v1/profiles/upsert}
	 */
	public String path() {
		return this.logged.request().path();
	}

	/**
	 * Return the query as it was sent.
	 * @return the query without its question mark, empty if there was none
	 */
	public String query() {
		return this.logged.request().query();
	}

	/**
	 * Return all headers by name, whose case does not matter; several values of one
	 * header are joined by a comma.
	 * @return the headers
	 */
	public Map<String, String> headers() {
		return Collections.unmodifiableMap(this.logged.request().headers());
	}

	/**
	 * Return a header.
	 * @param name the name, whose case does not matter
	 * @return the value, or {@code null} if it was not sent
	 */
	public @Nullable String header(String name) {
		return this.logged.request().header(name);
	}

	/**
	 * Return the body.
	 * @return the first 32 KB of the body as text, empty if there was none
	 */
	public String body() {
		return new String(this.logged.request().body(), StandardCharsets.UTF_8);
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
		return this.logged.receivedAt();
	}

	/**
	 * Return the status of the response.
	 * @return the HTTP status, or 0 if no response was sent
	 */
	public int status() {
		return this.logged.outcome().status();
	}

	/**
	 * Return the correlation id of the response, which is the server's own.
	 * @return the id
	 */
	public String responseCorrelationId() {
		return this.logged.outcome().correlationId();
	}

	/**
	 * Return whether the response was the stored one of an earlier request with the same
	 * idempotency key, so that this request had no effect of its own.
	 * @return whether the response was replayed
	 */
	public boolean replayed() {
		return this.logged.outcome().replayed();
	}

	/**
	 * Return the fault that was injected into this request.
	 * @return the fault's name, such as {@code drop after commit}, or {@code null}
	 */
	public @Nullable String fault() {
		return this.logged.outcome().fault();
	}

	@Override
	public String toString() {
		return method() + " " + path() + " -> " + status() + (replayed() ? " (replayed)" : "")
				+ ((fault() != null) ? " (" + fault() + ")" : "");
	}

}
