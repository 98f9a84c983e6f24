package com.experiture.client.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import io.netty.handler.codec.CodecException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import com.experiture.client.auth.TokenFailure;
import com.experiture.client.error.ApiError;
import com.experiture.client.error.ApiErrors;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.ConnectionFailedException;
import com.experiture.client.error.ConnectionLostException;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidMember;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.OutcomeUnknownException;
import com.experiture.client.error.QueueFullException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.error.TokenException;

/**
 * Decides what a failure means for the caller, and whether another attempt is allowed and
 * still makes sense.
 */
final class CallFailures {

	private final PipelineSettings settings;

	private final Backoff backoff;

	private final RetryBudget budget;

	private final LongSupplier nanoTime;

	CallFailures(PipelineSettings settings, Backoff backoff, RetryBudget budget, LongSupplier nanoTime) {
		this.settings = settings;
		this.backoff = backoff;
		this.budget = budget;
		this.nanoTime = nanoTime;
	}

	/**
	 * Classify the failure of an attempt. What this client does not know, such as an
	 * error in a filter of the application, stays as it is and ends the call.
	 */
	Throwable attempt(CallContext context, Throwable failure) {
		if (failure instanceof RejectedAnswer rejected) {
			return rejected(context, rejected.error());
		}
		if (failure instanceof TokenFailure token) {
			TokenException exception = new TokenException(context.details(), String.valueOf(token.getMessage()),
					token.oauthError(), null);
			return token.isTransient() ? retry(context, exception, null) : fail(exception);
		}
		if (failure instanceof GatePaused paused) {
			return paused(context, paused.pause());
		}
		if (failure instanceof GateFull full) {
			return fail(new QueueFullException(context.details(), context.operation().endpointClass().id(),
					String.valueOf(full.getMessage())));
		}
		if (failure instanceof MalformedAnswer malformed) {
			InvalidResponseException exception = new InvalidResponseException(context.details(), malformed.status(),
					String.valueOf(malformed.getMessage()), null);
			return malformed.isDamaged() ? ambiguous(context, exception) : unreadable(context, exception);
		}
		if (failure instanceof DataBufferLimitException) {
			return unreadable(context, new InvalidResponseException(context.details(), 200, "it is larger than "
					+ this.settings.maxResponseSize() + " bytes; raise experiture.max-response-size", null));
		}
		if (failure instanceof TimeoutException) {
			return ambiguous(context, new CallTimeoutException(context.details(),
					"the limit of one attempt, experiture.attempt-timeout", this.settings.attemptTimeout(), null));
		}
		if (find(failure, CodecException.class) != null) {
			return ambiguous(context, new InvalidResponseException(context.details(), 0,
					"it is no valid HTTP, or its compression is broken", null));
		}
		Throwable network = (failure instanceof WebClientRequestException request) ? request.getCause()
				: find(failure, IOException.class);
		if (network == null) {
			return failure;
		}
		return context.isSent() ? ambiguous(context, new ConnectionLostException(context.details(), network)) : retry(
				context, new ConnectionFailedException(context.details(), this.settings.target(), network), null);
	}

	/**
	 * The failure of a call, or of its next attempt, after the client was closed.
	 */
	static Throwable closed(@Nullable CallContext context) {
		IllegalStateException closed = new IllegalStateException(
				"This ExperitureClient is closed and makes no calls any more; close it after its last call, "
						+ "as Spring does where the bean that calls depends on the client");
		ExperitureException earlier = (context != null) ? context.lastFailure() : null;
		ExperitureException uncertainty = (context != null) ? context.uncertainty() : null;
		if (uncertainty != null) {
			uncertainty.addSuppressed(closed);
			return uncertainty;
		}
		if (earlier != null) {
			closed.initCause(earlier);
		}
		return closed;
	}

	ExperitureException deadline(CallContext context) {
		ExperitureException exception = new CallTimeoutException(context.details(),
				"the limit of the whole call, experiture.call-timeout", context.timeout(), context.lastFailure());
		return isUnknown(context) ? new OutcomeUnknownException(context.details(), exception) : exception;
	}

	Throwable call(CallContext context, Throwable failure) {
		if (failure instanceof AttemptFailure attempt) {
			return lastWord(context, attempt.exception());
		}
		return (failure instanceof InvalidMember invalid) ? invalid.in(context.details()) : failure;
	}

	// An attempt that sent nothing, or was refused for its rate, does not undo one before
	// it that may have had its effect.
	private static ExperitureException lastWord(CallContext context, ExperitureException last) {
		ExperitureException uncertainty = context.uncertainty();
		boolean didNothing = last instanceof ConnectionFailedException || last instanceof QueueFullException
				|| last instanceof TokenException || last instanceof RateLimitedException;
		if (uncertainty == null || !didNothing) {
			return last;
		}
		uncertainty.addSuppressed(last);
		return uncertainty;
	}

	private static AttemptFailure paused(CallContext context, Duration pause) {
		ApiError error = new ApiError(429, "CDP_ETL.RATE.LIMITED",
				"the class " + context.operation().endpointClass().id() + " is paused after an earlier answer", null,
				null, pause);
		return fail(new RateLimitedException(context.details(), error));
	}

	private AttemptFailure rejected(CallContext context, ApiError error) {
		ExperitureException exception = ApiErrors.exception(context.details(), error, context.operation().scope());
		// A gateway or a crash says nothing of what happened behind it.
		boolean mayHaveHappened = error.status() >= 500 && !(error.status() == 503 && error.code() != null);
		if (!mayHaveHappened) {
			context.refused();
		}
		if (!ApiErrors.isTransient(error)) {
			return mayHaveHappened ? unreadable(context, exception) : fail(exception);
		}
		return mayHaveHappened ? ambiguous(context, exception, error.retryAfter())
				: retry(context, exception, error.retryAfter());
	}

	// An answer that came whole and will not get better; of a send nobody knows what it
	// did
	private AttemptFailure unreadable(CallContext context, ExperitureException exception) {
		return fail(isUnknown(context) ? new OutcomeUnknownException(context.details(), exception) : exception);
	}

	private AttemptFailure ambiguous(CallContext context, ExperitureException exception) {
		return ambiguous(context, exception, null);
	}

	private AttemptFailure ambiguous(CallContext context, ExperitureException exception,
			@Nullable Duration retryAfter) {
		if (isUnknown(context)) {
			return fail(new OutcomeUnknownException(context.details(), exception));
		}
		context.failed(exception, context.isSent() && context.operation().endpointClass().isWrite());
		return retry(context, exception, retryAfter);
	}

	private boolean isUnknown(CallContext context) {
		return context.isSent() && context.operation().endpointClass().retryRule() == RetryRule.UNLESS_AMBIGUOUS;
	}

	private AttemptFailure retry(CallContext context, ExperitureException exception, @Nullable Duration retryAfter) {
		context.failed(exception, false);
		Duration delay = this.backoff.delay(context.started(), retryAfter);
		boolean sensible = context.started() < this.settings.retry().maxAttempts()
				&& delay.compareTo(context.remaining(this.nanoTime.getAsLong())) < 0;
		// A pause that the API asks for is no failure of the API.
		boolean free = exception instanceof RateLimitedException;
		return new AttemptFailure(exception, (sensible && (free || pay(context))) ? delay : null);
	}

	private boolean pay(CallContext context) {
		boolean paid = this.budget.withdraw();
		if (paid) {
			context.retryPaid();
		}
		return paid;
	}

	private static AttemptFailure fail(ExperitureException exception) {
		return new AttemptFailure(exception, null);
	}

	private static <E extends Throwable> @Nullable E find(@Nullable Throwable failure, Class<E> type) {
		for (Throwable current = failure; current != null; current = current.getCause()) {
			if (type.isInstance(current)) {
				return type.cast(current);
			}
		}
		return null;
	}

}
