package com.experiture.client.internal.pipeline;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import com.experiture.client.auth.TokenFailure;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.RetryRule;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.internal.call.CallContext;
import com.experiture.client.internal.ratelimit.LimiterPaused;
import com.experiture.client.internal.ratelimit.LimiterQueueFull;
import com.experiture.client.settings.RetrySettings;

/**
 * Decides whether another attempt is allowed and useful, and how long to wait before it.
 */
final class RetryPolicy {

	private final RetrySettings settings;

	private final Backoff backoff;

	private final RetryBudget budget;

	private final LongSupplier nanoTime;

	RetryPolicy(RetrySettings settings, RetryBudget budget, LongSupplier nanoTime, DoubleSupplier random) {
		this.settings = settings;
		this.backoff = new Backoff(settings, random);
		this.budget = budget;
		this.nanoTime = nanoTime;
	}

	/**
	 * Return the wait before the next attempt.
	 * @param failure the reason of the failed attempt
	 * @param exception the exception that the caller gets if no attempt follows
	 * @return the wait, or {@code null} if no attempt may follow
	 */
	@Nullable Duration delay(CallContext context, Throwable failure, ExperitureException exception) {
		boolean limited = exception instanceof RateLimitedException;
		// A 429 is the only response to a send that is documented as not processed.
		boolean harmless = limited || !context.isSent()
				|| context.operation().endpointClass().retryRule() != RetryRule.UNLESS_AMBIGUOUS;
		// The rate limiter grants no permit before the deadline.
		if (!exception.isTransient() || !harmless || failure instanceof LimiterPaused
				|| failure instanceof LimiterQueueFull) {
			return null;
		}
		Duration delay = this.backoff.delay(context.started(),
				(exception instanceof ApiException api) ? api.error().retryAfter() : null);
		long now = this.nanoTime.getAsLong();
		boolean keyIsKnown = context.effect() == Effect.NONE
				|| context.elapsed(now).plus(delay).compareTo(IdempotencyKey.MEMORY) < 0;
		boolean useful = keyIsKnown && context.started() < this.settings.maxAttempts()
				&& delay.compareTo(context.remaining(now)) < 0;
		// A pause that the API asks for is not a failure of the API.
		return (useful && (limited || pay(context, failure))) ? delay : null;
	}

	// Calls that share one failed token request repeat one request.
	private boolean pay(CallContext context, Throwable failure) {
		return (failure instanceof TokenFailure token) ? this.budget.withdrawOnce(token, () -> pay(context))
				: pay(context);
	}

	private boolean pay(CallContext context) {
		boolean paid = this.budget.withdraw();
		if (paid) {
			context.retryPaid();
		}
		return paid;
	}

}
