package com.experiture.client.internal.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.call.ApiResponse;
import com.experiture.client.call.Pagination;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.internal.call.CallContext;
import com.experiture.client.internal.call.ResponseHead;
import com.experiture.client.internal.text.ServerText;

/**
 * A decoded response.
 *
 * @param <T> the type of {@code data}
 */
final class ReceivedResponse<T> implements ApiResponse<T> {

	private final Envelope<T> envelope;

	private final byte[] body;

	private final CallContext context;

	private final EnvelopeReader reader;

	private final ResponseHead head;

	ReceivedResponse(Envelope<T> envelope, byte[] body, ResponseHead head, CallContext context, EnvelopeReader reader) {
		this.envelope = envelope;
		this.body = body;
		this.head = head;
		this.context = context;
		this.reader = reader;
	}

	@Override
	public @Nullable T data() {
		return this.envelope.data();
	}

	@Override
	public @Nullable String correlationId() {
		return this.context.serverCorrelationId();
	}

	@Override
	public @Nullable Pagination pagination() {
		return this.envelope.pagination();
	}

	@Override
	public Map<String, JsonNode> additionalProperties() {
		return this.envelope.additionalProperties();
	}

	@Override
	public int status() {
		return this.head.status();
	}

	@Override
	public CallDetails call() {
		return this.context.details()
			.withEffect(this.context.operation().endpointClass().isWrite() ? Effect.DONE : Effect.NONE);
	}

	@Override
	public JsonNode json() {
		try {
			return Objects.requireNonNull(this.reader.readWhole(this.body, JsonNode.class, this.head));
		}
		catch (MalformedResponse ex) {
			throw new IllegalStateException("The body is not JSON: " + ex.getMessage());
		}
	}

	@Override
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	// The body may hold records.
	@Override
	public String toString() {
		return "ApiResponse[status=" + status() + ", correlationId=" + ServerText.id(correlationId()) + "]";
	}

}
