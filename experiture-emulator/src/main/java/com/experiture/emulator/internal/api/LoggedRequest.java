package com.experiture.emulator.internal.api;

import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.protocol.RawRequest;

/**
 * A request to the API and its outcome.
 *
 * @param request the request, of whose body only the beginning is kept
 * @param endpoint the endpoint, or {@code null} if method and path are of none
 * @param receivedAt the time by the emulator's clock
 * @param outcome the outcome
 */
public record LoggedRequest(RawRequest request, @Nullable Endpoint endpoint, Instant receivedAt, Outcome outcome) {

	/**
	 * The number of bytes that are kept of a body.
	 */
	public static final int BODY_LIMIT = 32 * 1024;

	public LoggedRequest {
		if (request.body().length > BODY_LIMIT) {
			request = request.withBody(Arrays.copyOf(request.body(), BODY_LIMIT));
		}
	}

	/**
	 * How a request ended.
	 *
	 * @param status the HTTP status, or 0 if no response was sent
	 * @param correlationId the correlation id of the response
	 * @param replayed whether the response is the stored one of an earlier request
	 * @param fault the name of the injected fault, or {@code null} if there was none
	 */
	public record Outcome(int status, String correlationId, boolean replayed, @Nullable String fault) {
	}

}
