package com.experiture.client.http;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.ServerText;

/**
 * What every answer of the API is wrapped in.
 *
 * @param <T> the type of {@code data}
 * @param success whether the API carried the call out
 * @param data the answer proper
 * @param pagination the position in an offset-paged collection, beside {@code data}
 * @param correlationId the server's id of the call
 * @param error what went wrong
 */
public record Envelope<T>(boolean success, @Nullable T data, @Nullable Pagination pagination,
		@Nullable String correlationId, @Nullable ApiError error) {

	// The data may be records.
	@Override
	public String toString() {
		return "Envelope[success=" + this.success + ", correlationId=" + ServerText.id(this.correlationId) + "]";
	}

	/**
	 * A position in an offset-paged collection.
	 *
	 * @param total how many entries there are
	 * @param limit how many entries a page has at most
	 * @param offset how many entries come before this page
	 */
	public record Pagination(long total, int limit, long offset) {
	}

}
