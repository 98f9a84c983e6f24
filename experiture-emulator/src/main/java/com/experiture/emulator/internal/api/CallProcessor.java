package com.experiture.emulator.internal.api;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.api.IdempotencyStore.Outcome;
import com.experiture.emulator.internal.protocol.ApiCall;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.CallHandler;
import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;
import com.experiture.emulator.internal.protocol.ResponseEnvelope;
import com.experiture.emulator.internal.token.IssuedTokens;

/**
 * Takes a request through the steps that all calls share: token, endpoint, scope, body,
 * idempotency, handler, envelope.
 */
public final class CallProcessor {

	/**
	 * The stricter reading of the documented 10 MB, so that a body that is accepted here
	 * is accepted under both.
	 */
	public static final int MAX_BODY = 10_000_000;

	private final Map<Endpoint, CallHandler> handlers;

	private final IssuedTokens tokens;

	private final IdempotencyStore idempotency;

	private final ResponseEnvelope envelope;

	public CallProcessor(Map<Endpoint, CallHandler> handlers, IssuedTokens tokens, IdempotencyStore idempotency,
			ResponseEnvelope envelope) {
		this.handlers = handlers;
		this.tokens = tokens;
		this.idempotency = idempotency;
		this.envelope = envelope;
	}

	Outcome process(RawRequest request, Router.@Nullable Match match, Instant now, String correlationId) {
		Set<String> scopes = this.tokens.scopes(request.header("Authorization"), now);
		if (match == null) {
			throw BeyondDocumentation.UNKNOWN_CALL.mark(ApiProblem.notFound("There is no such call"));
		}
		Endpoint endpoint = match.endpoint();
		String scope = endpoint.scope();
		if (scope != null && !scopes.contains(scope)) {
			throw ApiProblem.forbidden(scope);
		}
		checkBody(request);
		ApiCall call = new ApiCall(request, endpoint, match.variables(), now);
		String key = request.header("Idempotency-Key");
		if (key == null || !endpoint.endpointClass().isWrite()) {
			return new Outcome(perform(call, correlationId), false);
		}
		Outcome outcome = this.idempotency.once(key, request, now, () -> perform(call, correlationId));
		return outcome.replayed() ? new Outcome(replay(outcome.response(), correlationId), true) : outcome;
	}

	RawResponse refuse(ApiProblem problem, String correlationId) {
		return this.envelope.failure(problem, correlationId);
	}

	private static RawResponse replay(RawResponse stored, String correlationId) {
		return new RawResponse(stored.status(), ResponseEnvelope.headers(correlationId), stored.body());
	}

	private RawResponse perform(ApiCall call, String correlationId) {
		CallHandler handler = this.handlers.get(call.endpoint());
		if (handler == null) {
			throw ApiProblem.notFound("The emulator does not have this call");
		}
		return this.envelope.success(handler.handle(call), correlationId);
	}

	private static void checkBody(RawRequest request) {
		if (request.body().length > MAX_BODY) {
			throw BeyondDocumentation.BODY_SIZE.mark(ApiProblem.tooLarge());
		}
		String contentType = request.header("Content-Type");
		if (request.body().length > 0 && (contentType == null || !isJson(contentType))) {
			throw ApiProblem.invalid("The content type must be application/json", "Content-Type");
		}
	}

	private static boolean isJson(String contentType) {
		return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
	}

}
