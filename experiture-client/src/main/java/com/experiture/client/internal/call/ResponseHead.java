package com.experiture.client.internal.call;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP answer, as far as the pipeline reads it.
 *
 * @param status the status code
 * @param correlationId the server's correlation id
 * @param retryAfter how long the server asks to wait
 */
public record ResponseHead(int status, @Nullable String correlationId, @Nullable Duration retryAfter) {

	public boolean isError() {
		return this.status >= 400;
	}

	public boolean isRedirect() {
		return this.status >= 300 && this.status < 400;
	}

	public ResponseHead withCorrelationId(String id) {
		return new ResponseHead(this.status, id, this.retryAfter);
	}

}
