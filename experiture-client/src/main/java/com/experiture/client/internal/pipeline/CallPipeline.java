package com.experiture.client.internal.pipeline;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.retry.Retry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenFailure;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.ApiResponse;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.Operation;
import com.experiture.client.error.InvalidField;
import com.experiture.client.internal.call.AttemptFailure;
import com.experiture.client.internal.call.CallContext;
import com.experiture.client.internal.call.CallLog;
import com.experiture.client.internal.call.CallReports;
import com.experiture.client.internal.call.CallTarget;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.call.DroppedErrors;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.internal.call.SummarizedCalls;
import com.experiture.client.internal.concurrent.GuardedMono;
import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.encoding.EncodedBody;
import com.experiture.client.internal.exchange.Deprecations;
import com.experiture.client.internal.exchange.EnvelopeReader;
import com.experiture.client.internal.exchange.Exchange;
import com.experiture.client.internal.exchange.MalformedResponse;
import com.experiture.client.internal.exchange.PreparedRequest;
import com.experiture.client.internal.exchange.RejectedResponse;
import com.experiture.client.internal.observation.CallObservations;
import com.experiture.client.internal.observation.ClientMonitor;
import com.experiture.client.internal.ratelimit.CallRateLimiter;
import com.experiture.client.internal.ratelimit.Permit;
import com.experiture.client.internal.ratelimit.RetryAfter;
import com.experiture.client.internal.runtime.CallSettings;
import com.experiture.client.internal.runtime.ClientLifecycle;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.text.SecureUris;
import com.experiture.client.internal.time.TimeSource;
import com.experiture.client.observation.ClientStatus;
import com.experiture.client.settings.RequestLimits;

/**
 * The way of every call, from the outside in: context, observation, deadline, retry, rate
 * limiter, attempt timeout, exchange, decoding.
 */
public final class CallPipeline {

	private final ClientRuntime runtime;

	private final CallSettings settings;

	private final TokenProvider tokens;

	private final CallObservations observations;

	private final CallReports reports;

	private final PipelineStatus status;

	private final LongSupplier nanoTime;

	private final Exchange exchange;

	private final CallFailures failures;

	private final RetryBudget budget;

	private final Retry retry;

	private final Map<Endpoint, UriTemplate> templates = new ConcurrentHashMap<>();

	private final SafeCallback responseListener = new SafeCallback("A listener of responses failed");

	private final SafeCallback providerFailures = new SafeCallback("The token provider failed");

	private final Map<EndpointClass, CallRateLimiter> limiters = new EnumMap<>(EndpointClass.class);

	private final ClientLifecycle lifecycle;

	/**
	 * Create a pipeline. It holds all state of the calls of one workspace.
	 * @param runtime the shared parts of the client
	 * @param webClient creates the WebClient, at the first request; it must not retry or
	 * follow redirects
	 * @param tokens supplies the access tokens
	 * @param observations observes the calls
	 */
	public CallPipeline(ClientRuntime runtime, Supplier<WebClient> webClient, TokenProvider tokens,
			CallObservations observations) {
		this.runtime = runtime;
		this.settings = runtime.settings();
		this.lifecycle = runtime.lifecycle();
		this.tokens = tokens;
		this.observations = observations;
		TimeSource time = runtime.time();
		ClientMonitor monitor = runtime.monitor();
		this.nanoTime = time.nanoTime();
		this.reports = new CallReports(monitor, this.nanoTime);
		this.exchange = new Exchange(webClient, new EnvelopeReader(runtime.json(), this.settings.maxResponseSize()),
				new RetryAfter(time.clock()), new Deprecations(monitor), this.settings.maxResponseSize());
		Backoff backoff = new Backoff(this.settings.retry(), time::random);
		this.budget = new RetryBudget(this.settings.retry().budget());
		this.failures = new CallFailures(this.settings, backoff, this.budget, this.nanoTime, this::requestedScopes);
		ResilienceInstances instances = new ResilienceInstances(this.settings, this.nanoTime, time::random,
				monitor.listener());
		this.retry = instances.retry();
		for (EndpointClass endpointClass : EndpointClass.values()) {
			this.limiters.put(endpointClass, instances.limiter(endpointClass));
		}
		this.status = new PipelineStatus(tokens, this.budget, monitor, this.limiters);
	}

	/**
	 * Return what the pipeline can be asked for while it runs.
	 * @return the status
	 */
	public ClientStatus status() {
		return this.status;
	}

	/**
	 * Make a call and return what it answers.
	 * @param <T> the type of the answer
	 * @param request the call
	 * @param options what the caller set for it
	 * @return the answer's {@code data}; empty for {@link Void}
	 */
	public <T> Mono<T> call(ApiRequest<T> request, CallOptions options) {
		return exchange(request, options).mapNotNull(ApiResponse::data);
	}

	/**
	 * Make a call and return its whole response.
	 * @param <T> the type of {@code data}
	 * @param request the call
	 * @param options what the caller set for it
	 * @return the response to the call that succeeded
	 */
	public <T> Mono<ApiResponse<T>> exchange(ApiRequest<T> request, CallOptions options) {
		return Mono.deferContextual((view) -> {
			if (this.lifecycle.isClosed()) {
				return Mono.error(CallFailures.closed(null));
			}
			CallContext context = context(request, options, view);
			if (SummarizedCalls.in(view)) {
				context.summarized();
			}
			CallWatch watch = CallWatch.in(view);
			watch.begins(context);
			return context.observed().parentOf(attempts(context, request).doOnNext((response) -> {
				watch.succeeded(context);
				this.reports.callSucceeded(context);
				if (options.onResponse() != null) {
					this.responseListener.run(() -> options.onResponse().accept(response));
				}
			}).doOnError((failure) -> {
				watch.ended(context);
				this.reports.callFailed(context, failure);
			}).doOnCancel(() -> {
				context.requestEnds();
				watch.ended(context);
				this.reports.callCancelled(context);
			}));
		});
	}

	/**
	 * Forget what was learned from the answers of the API: pauses, limits, spent retries,
	 * failures of the token endpoint.
	 */
	public void forgetLimits() {
		this.budget.reset();
		this.tokens.forgetFailures();
		this.limiters.values().forEach(CallRateLimiter::reset);
	}

	/**
	 * Refuse all further calls, and further attempts of those that are under way. Calls
	 * that wait end at once.
	 */
	public void close() {
		this.lifecycle.close();
		this.limiters.values().forEach(CallRateLimiter::close);
		this.runtime.executor().close();
	}

	private CallContext context(ApiRequest<?> request, CallOptions options, ContextView view) {
		Operation operation = request.operation();
		IdempotencyKey key = null;
		if (operation.endpointClass().isWrite()) {
			key = (options.idempotencyKey() != null) ? options.idempotencyKey() : this.runtime.newIdempotencyKey();
		}
		String correlationId = CorrelationIds.resolve(options, view);
		return new CallContext(CallTarget.of(request, this.runtime.workspace()), correlationId, key,
				this.runtime.timeout(options), this.nanoTime.getAsLong(),
				this.observations.start(operation.id(), operation.family().id(), correlationId, view));
	}

	private <T> Mono<ApiResponse<T>> attempts(CallContext context, ApiRequest<T> request) {
		return Mono.defer(() -> {
			context.decided(request.earlierEffect());
			PreparedRequest prepared;
			try {
				prepared = prepared(request);
			}
			catch (Error ex) {
				// Reactor would let it pass through to the caller.
				return Mono.error(this.failures.call(context, ex));
			}
			Mono<ApiResponse<T>> attempts = Mono.defer(() -> this.<T>attempt(context, prepared))
				.transformDeferred(RetryOperator.of(this.retry));
			return this.lifecycle.untilClosed(attempts, context::isWaiting, () -> CallFailures.closed(context))
				.timeout(context.timeout(), Mono.error(() -> this.failures.deadline(context)));
		})
			.onErrorMap((failure) -> this.failures.call(context, failure))
			.contextWrite((values) -> DroppedErrors.note(values, context));
	}

	private PreparedRequest prepared(ApiRequest<?> request) {
		request.check().run();
		URI uri = template(request.operation()).expand(request.pathVariables(), request.query());
		if (request.address() != null) {
			String problem = SecureUris.transportProblem(request.address());
			InvalidField.unless(problem == null, "address", String.valueOf(problem));
			uri = request.address();
		}
		return new PreparedRequest(uri, body(request), request.type(), request.raw());
	}

	private <T> Mono<ApiResponse<T>> attempt(CallContext context, PreparedRequest request) {
		context.attemptStarts();
		return this.<T>send(context, request)
			.onErrorResume(RejectedResponse.class,
					(rejected) -> isReplayed(context, rejected) ? send(context, request) : Mono.error(rejected))
			.doOnNext((ignored) -> succeeded(context))
			.onErrorMap((failure) -> attemptFailed(context, failure))
			.doOnCancel(() -> this.reports.attemptCancelled(context));
	}

	private static boolean isReplayed(CallContext context, RejectedResponse rejected) {
		return rejected.isTokenRejected() && context.claimTokenReplay();
	}

	// The token comes first: a permit is used at once or not at all.
	private <T> Mono<ApiResponse<T>> send(CallContext context, PreparedRequest request) {
		return Mono.defer(() -> {
			context.requestStarts();
			return token(context).flatMap((token) -> inTurn(context, request, token));
		});
	}

	private Mono<AccessToken> token(CallContext context) {
		return this.lifecycle.isClosed() ? Mono.error(CallFailures.closed(context)) : token();
	}

	private <T> Mono<ApiResponse<T>> inTurn(CallContext context, PreparedRequest request, AccessToken token) {
		CallRateLimiter limiter = limiter(context.operation());
		Duration pause = limiter.pausedFor();
		if (!pause.isZero()) {
			CallLog.waits(context, pause);
		}
		return limiter.acquire(context.deadline())
			.flatMap((permit) -> Mono.defer(() -> this.<T>sendNow(context, request, token))
				.doOnSuccess((ignored) -> limiter.accepted(permit))
				.doOnError((failure) -> giveBack(limiter, permit, failure))
				.doOnCancel(() -> limiter.released(permit)))
			.onErrorResume(TokenExpired.class, (expired) -> send(context, request));
	}

	private <T> Mono<ApiResponse<T>> sendNow(CallContext context, PreparedRequest request, AccessToken supplied) {
		if (this.lifecycle.isClosed()) {
			return Mono.error(CallFailures.closed(context));
		}
		AccessToken token = current(supplied);
		if (token == null) {
			return Mono.error(new TokenExpired());
		}
		context.passed(this.nanoTime.getAsLong());
		return this.exchange.<T>send(context, request, token)
			.timeout(this.settings.attemptTimeout(), Mono.error(TimeoutException::new))
			.doOnError(RejectedResponse.class, (rejected) -> rejectToken(token, rejected));
	}

	// A provider of the application's own may throw anything.
	private Mono<AccessToken> token() {
		return new GuardedMono<>(this.tokens::token, this.providerFailures).onErrorMap(CallPipeline::tokenFailure)
			.switchIfEmpty(Mono.error(() -> new TokenFailure("the token provider returned none", null, false)));
	}

	private @Nullable AccessToken current(AccessToken supplied) {
		try {
			return this.tokens.current(supplied);
		}
		catch (Throwable ex) {
			throw tokenFailure(ex);
		}
	}

	private static TokenFailure tokenFailure(Throwable failure) {
		Throwable thrown = (failure.getCause() instanceof Error error) ? error : failure;
		return (failure instanceof TokenFailure known) ? known : new TokenFailure(
				"the token request cannot be made (" + thrown.getClass().getSimpleName() + ")", null, false);
	}

	// A provider of the application's own may throw anything.
	private List<String> requestedScopes() {
		AtomicReference<List<String>> scopes = new AtomicReference<>(List.of());
		this.providerFailures.run(() -> scopes.set(List.copyOf(this.tokens.requestedScopes())));
		return scopes.get();
	}

	private void rejectToken(AccessToken token, RejectedResponse rejected) {
		if (rejected.isTokenRejected()) {
			this.providerFailures.run(() -> this.tokens.reject(token));
		}
	}

	// Any response but a 429 shows that the limit was kept.
	private static void giveBack(CallRateLimiter limiter, Permit permit, Throwable failure) {
		if (failure instanceof RejectedResponse rejected && rejected.error().isRateLimited()) {
			limiter.throttled(permit, rejected.error().retryAfter());
		}
		else if (failure instanceof RejectedResponse || failure instanceof MalformedResponse) {
			limiter.accepted(permit);
		}
		else {
			limiter.released(permit);
		}
	}

	private Throwable attemptFailed(CallContext context, Throwable reason) {
		// To a closed client the network is down, whatever the failure says.
		boolean cutOff = this.lifecycle.isClosed() && !context.isSent();
		Throwable failure = this.failures.attempt(context, cutOff ? CallFailures.closed(context) : reason);
		this.reports.attemptFailed(context, failure);
		// The next attempt is refused, so nothing is gained by waiting for it.
		return (this.lifecycle.isClosed() && failure instanceof AttemptFailure attempt && attempt.isRetryable())
				? new AttemptFailure(attempt.exception(), Duration.ZERO) : failure;
	}

	private void succeeded(CallContext context) {
		this.reports.attemptSucceeded(context);
		this.budget.succeeded(context.isRetryPaid());
	}

	private @Nullable EncodedBody body(ApiRequest<?> request) {
		if (request.body() == null) {
			return null;
		}
		EncodedBody body = RequestBody.ofValue(request.body()).write(this.runtime.json());
		InvalidField.unless(body.length() <= RequestLimits.MAX_BODY_SIZE, "body", "is " + body.length()
				+ " bytes long, the API accepts at most " + RequestLimits.MAX_BODY_SIZE + "; send smaller batches");
		return body;
	}

	private UriTemplate template(Operation operation) {
		return (operation instanceof Endpoint endpoint)
				? this.templates.computeIfAbsent(endpoint,
						(known) -> new UriTemplate(this.settings.baseUrl(), known.path()))
				: new UriTemplate(this.settings.baseUrl(), operation.path());
	}

	private CallRateLimiter limiter(Operation operation) {
		CallRateLimiter limiter = this.limiters.get(operation.endpointClass());
		if (limiter == null) {
			throw new IllegalStateException("Every endpoint class has a rate limiter");
		}
		return limiter;
	}

	/**
	 * The token expired while its request waited for its turn.
	 */
	private static final class TokenExpired extends RuntimeException {

		TokenExpired() {
			super("The token expired", null, false, false);
		}

	}

}
