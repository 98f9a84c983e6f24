package com.experiture.emulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

import com.experiture.client.http.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request through everything that all calls have in common: token, endpoint,
 * scope, body, idempotency, envelope.
 */
final class ApiEngine {

	static final String BASE_PATH = "/public/v1";

	/**
	 * The stricter reading of the documented 10 MB, so that what passes here passes under
	 * both.
	 */
	static final int MAX_BODY = 10_000_000;

	private final Router router = new Router();

	private final Map<Endpoint, Handler> handlers;

	private final AccessTokens tokens;

	private final IdempotencyStore idempotency;

	private final Envelope envelope;

	private final RequestLog log;

	private final InstantSource clock;

	ApiEngine(Map<Endpoint, Handler> handlers, AccessTokens tokens, IdempotencyStore idempotency, Envelope envelope,
			RequestLog log, InstantSource clock) {
		this.handlers = handlers;
		this.tokens = tokens;
		this.idempotency = idempotency;
		this.envelope = envelope;
		this.log = log;
		this.clock = clock;
	}

	Reply answer(HttpCall call) {
		Exchange exchange = new Exchange(call, Ids.uuid(), this.clock.instant());
		Reply reply;
		try {
			reply = answer(exchange);
		}
		catch (ApiProblem ex) {
			reply = this.envelope.failure(ex, exchange.correlationId);
		}
		this.log.add(new ReceivedRequest(call, exchange.endpoint, exchange.now, reply.status(), exchange.correlationId,
				exchange.replayed));
		return reply;
	}

	private Reply answer(Exchange exchange) {
		HttpCall http = exchange.http;
		if (!http.path().startsWith(BASE_PATH + "/")) {
			throw ApiProblem.notFound("There is nothing at this path");
		}
		Router.Match match = this.router.match(http.method(), http.path().substring(BASE_PATH.length()));
		if (match != null) {
			exchange.endpoint = match.endpoint();
		}
		Set<String> scopes = this.tokens.scopes(http.header("Authorization"), exchange.now);
		if (match == null) {
			throw ApiProblem.notFound("There is no such call");
		}
		Endpoint endpoint = match.endpoint();
		String scope = endpoint.scope();
		if (scope != null && !scopes.contains(scope)) {
			throw ApiProblem.forbidden(scope);
		}
		checkBody(http);
		ApiCall call = new ApiCall(http, endpoint, match.variables(), exchange.now);
		String key = http.header("Idempotency-Key");
		if (key == null || !endpoint.endpointClass().isWrite()) {
			return perform(call, exchange.correlationId);
		}
		IdempotencyStore.Outcome outcome = this.idempotency.once(key, http, exchange.now,
				() -> perform(call, exchange.correlationId));
		exchange.replayed = outcome.replayed();
		if (!outcome.replayed()) {
			return outcome.reply();
		}
		Reply stored = outcome.reply();
		return new Reply(stored.status(), Envelope.headers(exchange.correlationId), stored.body());
	}

	private Reply perform(ApiCall call, String correlationId) {
		Handler handler = this.handlers.get(call.endpoint());
		if (handler == null) {
			throw ApiProblem.notFound("The emulator does not have this call");
		}
		return this.envelope.success(handler.handle(call), correlationId);
	}

	private static void checkBody(HttpCall http) {
		if (http.body().length > MAX_BODY) {
			throw new ApiProblem(413, ApiProblem.REQUEST_INVALID, "The body is larger than 10 MB", null,
					"Send fewer records at a time.");
		}
		String contentType = http.header("Content-Type");
		if (http.body().length > 0 && (contentType == null || !isJson(contentType))) {
			throw ApiProblem.invalid("The content type must be application/json", "Content-Type");
		}
	}

	private static boolean isJson(String contentType) {
		return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
	}

	private static final class Exchange {

		private final HttpCall http;

		private final String correlationId;

		private final Instant now;

		private @Nullable Endpoint endpoint;

		private boolean replayed;

		Exchange(HttpCall http, String correlationId, Instant now) {
			this.http = http;
			this.correlationId = correlationId;
			this.now = now;
		}

	}

}
