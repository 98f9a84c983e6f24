package com.experiture.client.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP answer, as far as the pipeline reads it.
 *
 * @param status the status code
 * @param correlationId the server's correlation id
 * @param retryAfter how long the server asks to wait
 */
record HttpAnswer(int status, @Nullable String correlationId, @Nullable Duration retryAfter) {

	boolean isError() {
		return this.status >= 400;
	}

	boolean isRedirect() {
		return this.status >= 300 && this.status < 400;
	}

	HttpAnswer withCorrelationId(String id) {
		return new HttpAnswer(this.status, id, this.retryAfter);
	}

}
