package com.experiture.client.internal.exchange;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.call.Pagination;
import com.experiture.client.error.ApiError;
import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.ServerText;

/**
 * The envelope of every response of the API.
 *
 * @param <T> the type of {@code data}
 * @param success whether the API carried the call out
 * @param data the content of the response
 * @param pagination the position in an offset-paged collection, beside {@code data}
 * @param correlationId the server's id of the call
 * @param error the error, or {@code null} if the call succeeded
 * @param additionalProperties fields beside {@code data} that this version does not know,
 * and the JSON of {@code pagination} and {@code correlationId} if they have another type
 * than documented
 */
public record Envelope<T>(boolean success, @Nullable T data, @Nullable Pagination pagination,
		@Nullable String correlationId, @Nullable ApiError error, Map<String, JsonNode> additionalProperties) {

	/**
	 * Create an envelope.
	 */
	public Envelope {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Create an envelope without additional fields.
	 * @param success whether the API carried the call out
	 * @param data the content of the response
	 * @param pagination the position in an offset-paged collection
	 * @param correlationId the server's id of the call
	 * @param error the error, or {@code null} if the call succeeded
	 */
	public Envelope(boolean success, @Nullable T data, @Nullable Pagination pagination, @Nullable String correlationId,
			@Nullable ApiError error) {
		this(success, data, pagination, correlationId, error, Map.of());
	}

	// The data may be records.
	@Override
	public String toString() {
		return "Envelope[success=" + this.success + ", correlationId=" + ServerText.id(this.correlationId) + "]";
	}

}
