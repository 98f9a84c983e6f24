package com.experiture.client.call;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.error.CallDetails;

/**
 * The response to a successful call: its {@code data}, the rest of the response, and the
 * call itself. {@link CallOptions.Builder#onResponse} provides it for the calls of every
 * client, and {@code client.exchange(..)} returns it for a generic call.
 *
 * @param <T> the type of {@code data}
 */
public interface ApiResponse<T> {

	/**
	 * Return the content of the response.
	 * @return the field {@code data}, or the whole body of a raw call; {@code null} if
	 * there is none, as for {@link Void}
	 */
	@Nullable T data();

	/**
	 * Return the server's id of the call, for requests to its support (documented for
	 * every response).
	 * @return the header {@code x-correlation-id}, or the field of the envelope if there
	 * is no such header; {@code null} if there is neither
	 */
	@Nullable String correlationId();

	/**
	 * Return the position in an offset-paged collection, which campaigns have
	 * (documented).
	 * @return the position, or {@code null} if the response has none
	 */
	@Nullable Pagination pagination();

	/**
	 * Return the fields beside {@code data} that this version does not know, and the JSON
	 * of those that have another type than documented.
	 * @return an unmodifiable map, empty if there are none
	 */
	Map<String, JsonNode> additionalProperties();

	/**
	 * Return the HTTP status.
	 * @return the status, such as 200 or 201
	 */
	int status();

	/**
	 * Return the call, with both correlation ids, its idempotency key, the number of
	 * requests, workspace and object. The exception of a failed call has the same
	 * details.
	 * @return the details of the call
	 */
	CallDetails call();

	/**
	 * Return the whole body with all its fields. Each call of this method parses it.
	 * @return the envelope, or the document of a raw call
	 * @throws IllegalStateException if the body is empty or not JSON, which is possible
	 * for raw calls only
	 */
	JsonNode json();

	/**
	 * Return the raw body.
	 * @return the text, which may contain personal data
	 */
	String text();

}
