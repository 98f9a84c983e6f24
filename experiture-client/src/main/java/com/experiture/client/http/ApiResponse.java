package com.experiture.client.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ServerText;
import com.experiture.client.http.Envelope.Pagination;

/**
 * The response to a call that succeeded: its {@code data}, what surrounds it, and the
 * call itself. {@link CallOptions#onResponse} hands it out for the calls of every client,
 * and {@code client.exchange(..)} returns it for a call of your own.
 *
 * @param <T> the type of {@code data}
 */
public final class ApiResponse<T> {

	private final Envelope<T> envelope;

	private final byte[] body;

	private final CallContext context;

	private final EnvelopeReader reader;

	private final HttpAnswer head;

	ApiResponse(Envelope<T> envelope, byte[] body, HttpAnswer head, CallContext context, EnvelopeReader reader) {
		this.envelope = envelope;
		this.body = body;
		this.head = head;
		this.context = context;
		this.reader = reader;
	}

	/**
	 * Return what the API responded with.
	 * @return the member {@code data}, or the whole body of a raw call; {@code null} if
	 * there is none, as for {@link Void}
	 */
	public @Nullable T data() {
		return this.envelope.data();
	}

	/**
	 * Return the server's id of the call, which its support asks for (documented for
	 * every response).
	 * @return the header {@code x-correlation-id}, or the field of the envelope if there
	 * is no such header; {@code null} if there is neither
	 */
	public @Nullable String correlationId() {
		return this.context.serverCorrelationId();
	}

	/**
	 * Return the position in an offset-paged collection, which campaigns have
	 * (documented).
	 * @return the position, or {@code null} if the response has none
	 */
	public @Nullable Pagination pagination() {
		return this.envelope.pagination();
	}

	/**
	 * Return the fields beside {@code data} that this version does not know, and the JSON
	 * of those that have another type than documented.
	 * @return an unmodifiable map, empty if there are none
	 */
	public Map<String, JsonNode> additionalMembers() {
		return this.envelope.additionalMembers();
	}

	/**
	 * Return the HTTP status.
	 * @return the status, such as 200 or 201
	 */
	public int status() {
		return this.head.status();
	}

	/**
	 * Return the call, with both correlation ids, its idempotency key, the number of
	 * requests, workspace and object: what the exception of a failed call has as well.
	 * @return the details of the call
	 */
	public CallDetails call() {
		return this.context.details()
			.withEffect(this.context.operation().endpointClass().isWrite() ? Effect.DONE : Effect.NONE);
	}

	/**
	 * Return the whole body with all its fields. It is parsed anew each time.
	 * @return the envelope, or the document of a raw call
	 * @throws IllegalStateException if the body is no JSON, which only that of a raw call
	 * can be, or is empty
	 */
	public JsonNode json() {
		try {
			return Objects.requireNonNull(this.reader.readWhole(this.body, JsonNode.class, this.head));
		}
		catch (MalformedAnswer ex) {
			throw new IllegalStateException("The body is no JSON: " + ex.getMessage());
		}
	}

	/**
	 * Return the whole body as it came.
	 * @return the text, which may hold personal data
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	// The body may hold records.
	@Override
	public String toString() {
		return "ApiResponse[status=" + status() + ", correlationId=" + ServerText.id(correlationId()) + "]";
	}

}
