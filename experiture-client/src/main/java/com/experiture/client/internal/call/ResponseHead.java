package com.experiture.client.internal.call;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The status and the headers of a response, as far as the client reads them.
 *
 * @param status the status code
 * @param correlationId the server's correlation id
 * @param retryAfter the pause that the server asks for
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
