package com.experiture.client.internal.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import javax.net.ssl.SSLException;

import io.netty.channel.ChannelException;
import io.netty.handler.codec.CodecException;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;

import org.springframework.web.reactive.function.client.WebClientRequestException;

import com.experiture.client.auth.TokenFailure;
import com.experiture.client.error.ApiError;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.ConnectionFailedException;
import com.experiture.client.error.ConnectionLostException;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.OutcomeUnknownException;
import com.experiture.client.error.QueueFullException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.error.TokenException;
import com.experiture.client.error.UnexpectedFailureException;
import com.experiture.client.internal.call.AttemptFailure;
import com.experiture.client.internal.call.CallContext;
import com.experiture.client.internal.concurrent.FailureWithoutMessage;
import com.experiture.client.internal.exchange.MalformedResponse;
import com.experiture.client.internal.exchange.RejectedResponse;
import com.experiture.client.internal.ratelimit.LimiterClosed;
import com.experiture.client.internal.ratelimit.LimiterPaused;
import com.experiture.client.internal.ratelimit.LimiterQueueFull;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.runtime.CallSettings;
import com.experiture.client.internal.runtime.ClosedClientException;

/**
 * Decides what a failure means for the caller: its effect and its exception.
 */
final class CallFailures {

	private static final int MAX_CAUSES = 20;

	private final CallSettings settings;

	private final RetryPolicy retries;

	private final Supplier<List<String>> requestedScopes;

	CallFailures(CallSettings settings, RetryPolicy retries, Supplier<List<String>> requestedScopes) {
		this.settings = settings;
		this.retries = retries;
		this.requestedScopes = requestedScopes;
	}

	/**
	 * Classify the failure of an attempt: its effect, its exception, and the wait before
	 * another attempt.
	 */
	RuntimeException attempt(CallContext context, Throwable failure) {
		if (failure instanceof LimiterClosed) {
			return closed(context);
		}
		if (failure instanceof ClosedClientException || failure instanceof AttemptFailure) {
			return (RuntimeException) failure;
		}
		context.requestEnds();
		Effect effect = effect(context, failure);
		context.decided(effect);
		ExperitureException exception = exception(context, failure);
		if (!context.isSendOfUnknownOutcome()) {
			context.failed(exception, effect);
			return new AttemptFailure(exception, this.retries.delay(context, failure, exception));
		}
		return new AttemptFailure(new OutcomeUnknownException(context.details(), exception), null);
	}

	/**
	 * Return the effect of a request that failed. It is decided here only.
	 */
	private static Effect effect(CallContext context, Throwable failure) {
		if (!context.isSent() || !context.operation().endpointClass().isWrite()) {
			return Effect.NONE;
		}
		if (failure instanceof RejectedResponse rejected) {
			return rejected.error().isRejection() ? Effect.NONE : Effect.POSSIBLE;
		}
		return (failure instanceof MalformedResponse malformed) ? malformed.effect() : Effect.POSSIBLE;
	}

	private ExperitureException exception(CallContext context, Throwable failure) {
		if (failure instanceof RejectedResponse rejected) {
			return ApiException.of(context.details(), rejected.error(), context.operation().scope(),
					this.requestedScopes.get());
		}
		if (failure instanceof TokenFailure token) {
			return new TokenException(context.details(), String.valueOf(token.getMessage()), token.oauthError(),
					token.isTransient(), null);
		}
		if (failure instanceof LimiterPaused paused) {
			return paused(context, paused.pause());
		}
		if (failure instanceof LimiterQueueFull full) {
			return new QueueFullException(context.details(), context.operation().endpointClass().id(),
					String.valueOf(full.getMessage()));
		}
		if (failure instanceof MalformedResponse malformed) {
			return new InvalidResponseException(context.details(), malformed.status(),
					String.valueOf(malformed.getMessage()), malformed.isDamaged(), null);
		}
		if (failure instanceof TimeoutException) {
			return new CallTimeoutException(context.details(), "the limit of one attempt, experiture.attempt-timeout",
					this.settings.attemptTimeout(), null);
		}
		// A TLS alert can come out of a decoder as well.
		if (find(failure, CodecException.class) != null && find(failure, SSLException.class) == null) {
			return new InvalidResponseException(context.details(), 0,
					"it is not valid HTTP, or its compression is broken", true, null);
		}
		if (!context.isSent() && failure instanceof WebClientRequestException request) {
			return new ConnectionFailedException(context.details(), this.settings.target(), request.getCause());
		}
		Throwable network = network(failure);
		if (network == null) {
			return unexpected(context, failure);
		}
		return context.isSent() ? new ConnectionLostException(context.details(), network)
				: new ConnectionFailedException(context.details(), this.settings.target(), network);
	}

	// An exception of the HTTP decoder is not a failure of the network, and quotes the
	// response.
	private static @Nullable Throwable network(Throwable failure) {
		Throwable io = find(failure, IOException.class);
		Throwable channel = (io != null) ? io : find(failure, ChannelException.class);
		return (channel != null) ? channel : find(failure, AbortedException.class);
	}

	// An exception may quote the response as soon as one may have arrived.
	private static UnexpectedFailureException unexpected(CallContext context, Throwable thrown) {
		Throwable failure = (thrown instanceof WebClientRequestException && thrown.getCause() != null)
				? thrown.getCause() : thrown;
		return new UnexpectedFailureException(context.details(), failure, context.isSent(),
				context.isSent() ? new FailureWithoutMessage(failure) : failure);
	}

	/**
	 * The failure of a call, or of its next attempt, after the client was closed.
	 */
	static RuntimeException closed(@Nullable CallContext context) {
		ClosedClientException closed = new ClosedClientException();
		ExperitureException earlier = (context != null) ? context.lastFailure() : null;
		ExperitureException uncertain = (context != null) ? context.firstUncertain() : null;
		if (uncertain != null) {
			uncertain.addSuppressed(closed);
			return new AttemptFailure(uncertain, null);
		}
		if (earlier != null) {
			closed.initCause(earlier);
		}
		return closed;
	}

	ExperitureException deadline(CallContext context) {
		context.requestEnds();
		ExperitureException exception = new CallTimeoutException(context.details(),
				"the limit of the whole call, experiture.call-timeout", context.timeout(), context.lastFailure());
		return context.isSendOfUnknownOutcome() ? new OutcomeUnknownException(context.details(), exception) : exception;
	}

	/**
	 * Return the exception of a call: an {@link ExperitureException}, or the documented
	 * one of a closed client.
	 */
	RuntimeException call(CallContext context, Throwable failure) {
		if (failure instanceof AttemptFailure attempt) {
			return decisive(context, attempt.exception());
		}
		if (failure instanceof InvalidField invalid) {
			return invalid.in(context.details());
		}
		if (failure instanceof ExperitureException || failure instanceof ClosedClientException) {
			return (RuntimeException) failure;
		}
		return unexpected(context, failure);
	}

	// If the failure is transient, one that needs the same key says more than a later one
	// before which nothing was sent.
	private static ExperitureException decisive(CallContext context, ExperitureException last) {
		ExperitureException uncertain = context.firstUncertain();
		boolean didNothing = last instanceof ConnectionFailedException || last instanceof QueueFullException
				|| last instanceof TokenException || last instanceof RateLimitedException;
		if (uncertain == null || uncertain == last || !didNothing || !last.isTransient()) {
			return last;
		}
		uncertain.addSuppressed(last);
		return uncertain;
	}

	private static RateLimitedException paused(CallContext context, Duration pause) {
		ApiError error = new ApiError(429, "CDP_ETL.RATE.LIMITED",
				"the class " + context.operation().endpointClass().id() + " is paused after an earlier response", null,
				null, pause);
		return new RateLimitedException(context.details(), error);
	}

	private static <E extends Throwable> @Nullable E find(@Nullable Throwable failure, Class<E> type) {
		Throwable current = failure;
		// Causes can form a cycle.
		for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
			if (type.isInstance(current)) {
				return type.cast(current);
			}
			current = current.getCause();
		}
		return null;
	}

}
