package com.experiture.client.internal.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.retry.Retry;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.ApiResponse;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.Operation;
import com.experiture.client.internal.call.AttemptFailure;
import com.experiture.client.internal.call.CallContext;
import com.experiture.client.internal.call.CallIdentity;
import com.experiture.client.internal.call.CallLog;
import com.experiture.client.internal.call.CallReports;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.call.DroppedErrors;
import com.experiture.client.internal.call.SummarizedCalls;
import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.exchange.Deprecations;
import com.experiture.client.internal.exchange.EnvelopeReader;
import com.experiture.client.internal.exchange.Exchange;
import com.experiture.client.internal.exchange.MalformedResponse;
import com.experiture.client.internal.exchange.PreparedRequest;
import com.experiture.client.internal.exchange.RejectedResponse;
import com.experiture.client.internal.observation.CallObservations;
import com.experiture.client.internal.ratelimit.CallRateLimiter;
import com.experiture.client.internal.ratelimit.Permit;
import com.experiture.client.internal.ratelimit.RetryAfter;
import com.experiture.client.internal.runtime.CallSettings;
import com.experiture.client.internal.runtime.ClientLifecycle;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.observation.ClientStatus;

/**
 * Makes the calls of one workspace. Read from top to bottom, the methods are the steps of
 * a call:
 * <ol>
 * <li>{@link #exchange}: context, observation and reports
 * <li>{@code execute}: check and encode the request, deadline
 * <li>{@code retry}: repeat failed attempts; {@link RetryPolicy} determines the waits
 * <li>{@code attempt}: result of one attempt, replay after a rejected token
 * <li>{@code send}: token first, then a permit of the rate limiter
 * <li>{@code sendWithPermit}: report the response, such as a 429, to the rate limiter
 * <li>{@code sendNow}: {@link RequestHeaders}, timeout of the attempt; {@link Exchange}
 * sends the request and decodes the response
 * </ol>
 */
public final class CallPipeline {

	private final ClientRuntime runtime;

	private final CallSettings settings;

	private final ClientLifecycle lifecycle;

	private final LongSupplier nanoTime;

	private final CallObservations observations;

	private final CallReports reports;

	private final RequestPreparation preparation;

	private final AccessTokens tokens;

	private final RateLimiters limiters;

	private final RetryBudget budget;

	private final Retry retry;

	private final CallFailures failures;

	private final Exchange exchange;

	private final PipelineStatus status;

	private final SafeCallback responseListener = new SafeCallback("A listener of responses failed");

	/**
	 * Create a pipeline. It holds all state of the calls of one workspace.
	 * @param runtime the shared parts of the client
	 * @param webClient creates the WebClient, at the first request; it must not retry or
	 * follow redirects
	 * @param tokenProvider supplies the access tokens
	 * @param observations observes the calls
	 */
	public CallPipeline(ClientRuntime runtime, Supplier<WebClient> webClient, TokenProvider tokenProvider,
			CallObservations observations) {
		this.runtime = runtime;
		this.settings = runtime.settings();
		this.lifecycle = runtime.lifecycle();
		this.nanoTime = runtime.time().nanoTime();
		this.observations = observations;
		this.reports = new CallReports(runtime.monitor(), this.nanoTime);
		this.preparation = new RequestPreparation(this.settings.baseUrl(), runtime.json());
		this.tokens = new AccessTokens(tokenProvider);
		ResilienceInstances instances = new ResilienceInstances(this.settings, this.nanoTime, runtime.time()::random,
				runtime.monitor().listener());
		this.retry = instances.retry();
		this.limiters = new RateLimiters(instances::limiter);
		this.budget = new RetryBudget(this.settings.retry().budget());
		RetryPolicy policy = new RetryPolicy(this.settings.retry(), this.budget, this.nanoTime, runtime.time()::random);
		this.failures = new CallFailures(this.settings, policy, this.tokens::requestedScopes);
		this.exchange = new Exchange(webClient, new EnvelopeReader(runtime.json(), this.settings.maxResponseSize()),
				new RetryAfter(runtime.time().clock()), new Deprecations(runtime.monitor()),
				this.settings.maxResponseSize());
		this.status = new PipelineStatus(tokenProvider, this.budget, runtime.monitor(), this.limiters);
	}

	/**
	 * Make a call and return the {@code data} of the response.
	 * @param <T> the type of {@code data}
	 * @param request the call
	 * @param options the options of the call
	 * @return the {@code data}; empty for {@link Void}
	 */
	public <T> Mono<T> call(ApiRequest<T> request, CallOptions options) {
		return exchange(request, options).mapNotNull(ApiResponse::data);
	}

	/**
	 * Make a call and return the whole response.
	 * @param <T> the type of {@code data}
	 * @param request the call
	 * @param options the options of the call
	 * @return the response to the attempt that succeeded
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
			return context.observed().parentOf(execute(context, request).doOnNext((response) -> {
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

	private CallContext context(ApiRequest<?> request, CallOptions options, ContextView view) {
		Operation operation = request.operation();
		IdempotencyKey key = null;
		if (operation.endpointClass().isWrite()) {
			key = (options.idempotencyKey() != null) ? options.idempotencyKey() : this.runtime.newIdempotencyKey();
		}
		String correlationId = CorrelationIds.resolve(options, view);
		return new CallContext(CallIdentity.of(request, this.runtime.workspace(), correlationId, key),
				this.runtime.timeout(options), this.nanoTime.getAsLong(),
				this.observations.start(operation.id(), operation.family().id(), correlationId, view));
	}

	private <T> Mono<ApiResponse<T>> execute(CallContext context, ApiRequest<T> request) {
		return Mono.defer(() -> {
			context.decided(request.earlierEffect());
			PreparedRequest prepared;
			try {
				prepared = this.preparation.prepare(request);
			}
			catch (Error ex) {
				// Reactor would throw it at the caller instead of signalling it.
				return Mono.error(this.failures.call(context, ex));
			}
			return this.lifecycle
				.untilClosed(this.<T>retry(context, prepared), context::isWaiting, () -> CallFailures.closed(context))
				.timeout(context.timeout(), Mono.error(() -> this.failures.deadline(context)));
		})
			.onErrorMap((failure) -> this.failures.call(context, failure))
			.contextWrite((values) -> DroppedErrors.note(values, context));
	}

	// The wait before the next attempt is AttemptFailure.retryDelay(), from RetryPolicy.
	private <T> Mono<ApiResponse<T>> retry(CallContext context, PreparedRequest request) {
		return Mono.defer(() -> this.<T>attempt(context, request)).transformDeferred(RetryOperator.of(this.retry));
	}

	private <T> Mono<ApiResponse<T>> attempt(CallContext context, PreparedRequest request) {
		context.attemptStarts();
		return this.<T>send(context, request)
			.onErrorResume(RejectedResponse.class,
					(rejected) -> isReplayed(context, rejected) ? send(context, request) : Mono.error(rejected))
			.doOnNext((ignored) -> attemptSucceeded(context))
			.onErrorMap((failure) -> attemptFailed(context, failure))
			.doOnCancel(() -> this.reports.attemptCancelled(context));
	}

	private static boolean isReplayed(CallContext context, RejectedResponse rejected) {
		return rejected.isTokenRejected() && context.useTokenReplay();
	}

	private void attemptSucceeded(CallContext context) {
		this.reports.attemptSucceeded(context);
		this.budget.succeeded(context.isRetryPaid());
	}

	private Throwable attemptFailed(CallContext context, Throwable reason) {
		// Once the client is closed, a request fails for that reason, whatever is thrown.
		boolean closedBefore = this.lifecycle.isClosed() && !context.isSent();
		Throwable failure = this.failures.attempt(context, closedBefore ? CallFailures.closed(context) : reason);
		this.reports.attemptFailed(context, failure);
		// The next attempt will be rejected, so it is not worth waiting for.
		return (this.lifecycle.isClosed() && failure instanceof AttemptFailure attempt && attempt.isRetryable())
				? new AttemptFailure(attempt.exception(), Duration.ZERO) : failure;
	}

	// The token comes first: a permit is used at once or not at all.
	private <T> Mono<ApiResponse<T>> send(CallContext context, PreparedRequest request) {
		return Mono.defer(() -> {
			context.requestStarts();
			return token(context).flatMap((token) -> sendWithPermit(context, request, token));
		});
	}

	private Mono<AccessToken> token(CallContext context) {
		return this.lifecycle.isClosed() ? Mono.error(CallFailures.closed(context)) : this.tokens.token();
	}

	private <T> Mono<ApiResponse<T>> sendWithPermit(CallContext context, PreparedRequest request, AccessToken token) {
		CallRateLimiter limiter = this.limiters.get(context.operation());
		Duration pause = limiter.pausedFor();
		if (!pause.isZero()) {
			CallLog.waits(context, pause);
		}
		return limiter.acquire(context.deadline())
			.flatMap((permit) -> Mono.defer(() -> this.<T>sendNow(context, request, token))
				.doOnSuccess((ignored) -> limiter.accepted(permit))
				.doOnError((failure) -> requestFailed(limiter, permit, failure))
				.doOnCancel(() -> limiter.released(permit)))
			.onErrorResume(TokenExpired.class, (expired) -> send(context, request));
	}

	// Any response but a 429 shows that the rate is within the limit.
	private static void requestFailed(CallRateLimiter limiter, Permit permit, Throwable failure) {
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

	private <T> Mono<ApiResponse<T>> sendNow(CallContext context, PreparedRequest request, AccessToken supplied) {
		if (this.lifecycle.isClosed()) {
			return Mono.error(CallFailures.closed(context));
		}
		AccessToken token = this.tokens.current(supplied);
		if (token == null) {
			return Mono.error(new TokenExpired());
		}
		context.permitted(this.nanoTime.getAsLong());
		return this.exchange
			.<T>send(context, request, (headers) -> RequestHeaders.add(headers, context, request, token))
			.timeout(this.settings.attemptTimeout(), Mono.error(TimeoutException::new))
			.doOnError(RejectedResponse.class, (rejected) -> rejectToken(token, rejected));
	}

	private void rejectToken(AccessToken token, RejectedResponse rejected) {
		if (rejected.isTokenRejected()) {
			this.tokens.reject(token);
		}
	}

	/**
	 * Return the state of the pipeline while it runs.
	 * @return the status
	 */
	public ClientStatus status() {
		return this.status;
	}

	/**
	 * Forget what responses of the API have caused: pauses, adaptive limits, spent
	 * retries, failures of the token endpoint.
	 */
	public void forgetLimits() {
		this.budget.reset();
		this.tokens.forgetFailures();
		this.limiters.reset();
	}

	/**
	 * Reject all further calls, and further attempts of those in progress. Calls that
	 * wait end at once.
	 */
	public void close() {
		this.lifecycle.close();
		this.limiters.close();
		this.runtime.executor().close();
	}

	/**
	 * The token expired while its request waited for a permit.
	 */
	private static final class TokenExpired extends RuntimeException {

		TokenExpired() {
			super("The token expired", null, false, false);
		}

	}

}
