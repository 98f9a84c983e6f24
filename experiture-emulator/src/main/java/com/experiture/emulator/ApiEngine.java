package com.experiture.emulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * Takes a request through everything that all calls have in common: token, endpoint,
 * scope, body, idempotency, envelope.
 */
final class ApiEngine {

	/** The prefix of version 1. */
	static final String BASE_PATH = "/public/v1";

	/**
	 * The stricter reading of the documented 10 MB, so that what passes here passes under
	 * both.
	 */
	static final int MAX_BODY = 10_000_000;

	private final Router router = new Router();

	private final String basePath;

	private final Map<Endpoint, Handler> handlers;

	private final AccessTokens tokens;

	private final IdempotencyStore idempotency;

	private final Envelope envelope;

	private final RequestLog log;

	private final Faults faults;

	private final InstantSource clock;

	ApiEngine(String basePath, Map<Endpoint, Handler> handlers, AccessTokens tokens, IdempotencyStore idempotency,
			Envelope envelope, RequestLog log, Faults faults, InstantSource clock) {
		this.basePath = basePath;
		this.handlers = handlers;
		this.tokens = tokens;
		this.idempotency = idempotency;
		this.envelope = envelope;
		this.log = log;
		this.faults = faults;
		this.clock = clock;
	}

	Reply answer(HttpCall call) {
		Exchange exchange = new Exchange(call, match(call), this.clock.instant());
		Reply reply = this.faults.around(exchange, exchange::struck);
		this.log.add(exchange.received(reply));
		return reply;
	}

	private Router.@Nullable Match match(HttpCall call) {
		if (!call.path().startsWith(this.basePath + "/")) {
			return null;
		}
		try {
			return this.router.match(call.method(), call.path().substring(this.basePath.length()));
		}
		catch (ApiProblem ex) {
			return null;
		}
	}

	private Reply process(Exchange exchange) {
		HttpCall http = exchange.http;
		Set<String> scopes = this.tokens.scopes(http.header("Authorization"), exchange.now);
		if (exchange.match == null) {
			throw BeyondDocumentation.UNKNOWN_CALL.mark(ApiProblem.notFound("There is no such call"));
		}
		Endpoint endpoint = exchange.match.endpoint();
		String scope = endpoint.scope();
		if (scope != null && !scopes.contains(scope)) {
			throw ApiProblem.forbidden(scope);
		}
		checkBody(http);
		ApiCall call = new ApiCall(http, endpoint, exchange.match.variables(), exchange.now);
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
			throw BeyondDocumentation.BODY_SIZE.mark(new ApiProblem(413, ApiProblem.REQUEST_INVALID,
					"The body is larger than 10 MB", null, "Send fewer records at a time."));
		}
		String contentType = http.header("Content-Type");
		if (http.body().length > 0 && (contentType == null || !isJson(contentType))) {
			throw ApiProblem.invalid("The content type must be application/json", "Content-Type");
		}
	}

	private static boolean isJson(String contentType) {
		return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
	}

	private final class Exchange implements Site {

		private final HttpCall http;

		private final Router.@Nullable Match match;

		private final Instant now;

		private final String correlationId = Ids.uuid();

		private boolean replayed;

		private @Nullable String fault;

		Exchange(HttpCall http, Router.@Nullable Match match, Instant now) {
			this.http = http;
			this.match = match;
			this.now = now;
		}

		@Override
		public Place place() {
			return Place.API;
		}

		@Override
		public @Nullable Endpoint endpoint() {
			return (this.match != null) ? this.match.endpoint() : null;
		}

		@Override
		public Reply process() {
			try {
				return ApiEngine.this.process(this);
			}
			catch (ApiProblem ex) {
				return refuse(ex);
			}
			catch (RuntimeException ex) {
				return refuse(new ApiProblem(500, FaultBodies.code(500),
						"The emulator failed with " + ex.getClass().getName(), null, null));
			}
		}

		@Override
		public Reply refuse(ApiProblem problem) {
			return ApiEngine.this.envelope.failure(problem, this.correlationId);
		}

		void struck(String fault) {
			this.fault = fault;
		}

		ReceivedRequest received(Reply reply) {
			return new ReceivedRequest(this.http, endpoint(), this.now, reply.delivery().answers() ? reply.status() : 0,
					this.correlationId, this.replayed, this.fault);
		}

	}

}
