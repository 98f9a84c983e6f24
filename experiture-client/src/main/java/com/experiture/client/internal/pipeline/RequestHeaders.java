package com.experiture.client.internal.pipeline;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.internal.call.CallContext;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.exchange.PreparedRequest;

/**
 * The headers of all requests to the API. Type and length of the body are set with the
 * body.
 */
final class RequestHeaders {

	private static final String JSON_OR_ANY = MediaType.APPLICATION_JSON_VALUE + ", */*;q=0.5";

	private RequestHeaders() {
	}

	/**
	 * Add the headers of one request.
	 */
	static void add(HttpHeaders headers, CallContext context, PreparedRequest request, AccessToken token) {
		headers.setBearerAuth(token.value());
		headers.set(HttpHeaders.ACCEPT, request.raw() ? JSON_OR_ANY : MediaType.APPLICATION_JSON_VALUE);
		headers.set(CorrelationIds.HEADER, context.correlationId());
		if (context.idempotencyKey() != null) {
			headers.set("Idempotency-Key", context.idempotencyKey().toString());
		}
	}

}
