package com.experiture.client.internal.call;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.reactive.ClientHttpRequest;

import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.Operation;
import com.experiture.client.call.RetryRule;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.observation.ObservedCall;

/**
 * The state of one logical call over all its attempts. The attempts follow each other, on
 * changing threads.
 */
public final class CallContext {

	private final CallIdentity identity;

	private final Duration timeout;

	private final long start;

	private final long deadline;

	private final ObservedCall observed;

	private final AtomicBoolean open = new AtomicBoolean(true);

	private final AtomicBoolean attemptOpen = new AtomicBoolean();

	private volatile long permittedAt;

	private volatile int started;

	private volatile int attempts;

	private volatile RequestState request = new RequestState();

	private volatile boolean decided;

	private volatile boolean tokenReplayed;

	private volatile boolean retryPaid;

	private volatile @Nullable String serverCorrelationId;

	private volatile boolean summarized;

	private volatile Effect effect = Effect.NONE;

	private volatile @Nullable ExperitureException lastFailure;

	private volatile @Nullable ExperitureException firstUncertain;

	/**
	 * Create the context of a call.
	 * @param identity identifies the call
	 * @param timeout the maximum duration of the call
	 * @param now the start of the call, in nanoseconds
	 * @param observed the observation of the call
	 */
	public CallContext(CallIdentity identity, Duration timeout, long now, ObservedCall observed) {
		this.identity = identity;
		this.observed = observed;
		this.timeout = timeout;
		this.start = now;
		this.deadline = now + timeout.toNanos();
	}

	public Operation operation() {
		return this.identity.operation();
	}

	public String correlationId() {
		return this.identity.correlationId();
	}

	public @Nullable IdempotencyKey idempotencyKey() {
		return this.identity.idempotencyKey();
	}

	/**
	 * Leave the report of a failure to the larger work that the call is part of.
	 */
	public void summarized() {
		this.summarized = true;
	}

	boolean isSummarized() {
		return this.summarized;
	}

	public ObservedCall observed() {
		return this.observed;
	}

	/**
	 * End the call.
	 * @return whether it was still open; only then is the end reported
	 */
	boolean end() {
		return this.open.getAndSet(false);
	}

	public Duration timeout() {
		return this.timeout;
	}

	public long deadline() {
		return this.deadline;
	}

	public Duration elapsed(long now) {
		return Duration.ofNanos(Math.max(0, now - this.start));
	}

	public Duration remaining(long now) {
		return Duration.ofNanos(Math.max(0, this.deadline - now));
	}

	// The attempts of one call never overlap, so there is one writer at a time.
	public void attemptStarts() {
		this.started++;
		requestStarts();
	}

	/**
	 * Start another request. The effect of the requests before it remains known.
	 */
	public void requestStarts() {
		this.decided = false;
		this.request = new RequestState();
	}

	/**
	 * Give up the current request. If it is not sent yet, it never will be.
	 */
	public void requestEnds() {
		this.request.ends();
	}

	/**
	 * The attempt has a permit of the rate limiter, so its request is sent now.
	 */
	public void permitted(long now) {
		this.permittedAt = now;
		this.attemptOpen.set(true);
	}

	long permittedAt() {
		return this.permittedAt;
	}

	/**
	 * Return whether no request of the call is in flight: it waits for a token, for a
	 * permit or for its next attempt.
	 */
	public boolean isWaiting() {
		return !this.attemptOpen.get();
	}

	/**
	 * End the current attempt.
	 * @return whether one was open; only then is the end reported
	 */
	boolean endAttempt() {
		return this.attemptOpen.getAndSet(false);
	}

	public int started() {
		return this.started;
	}

	/**
	 * Return the callback for the moment before the current request is written to a
	 * connection. It throws an exception if the call has given up the request.
	 */
	public Consumer<ClientHttpRequest> departure() {
		RequestState leaving = this.request;
		return (connected) -> {
			if (leaving.leaves()) {
				this.attempts++;
			}
			else if (!leaving.isSent()) {
				throw new IllegalStateException("The call has ended");
			}
		};
	}

	/**
	 * Return whether the current request was written to a connection.
	 */
	public boolean isSent() {
		return this.request.isSent();
	}

	/**
	 * Add the effect of the current request, once it is known.
	 */
	public void decided(Effect effect) {
		this.effect = this.effect.and(effect);
		this.decided = true;
	}

	/**
	 * Return the effect of the call so far. A request in flight can take effect at any
	 * moment.
	 */
	public Effect effect() {
		boolean open = isSent() && !this.decided && operation().endpointClass().isWrite();
		return open ? this.effect.and(Effect.POSSIBLE) : this.effect;
	}

	/**
	 * Return whether this is a send, such as of a campaign, that may have taken effect.
	 */
	public boolean isSendOfUnknownOutcome() {
		return effect() != Effect.NONE && operation().endpointClass().retryRule() == RetryRule.UNLESS_AMBIGUOUS;
	}

	public void retryPaid() {
		this.retryPaid = true;
	}

	public boolean isRetryPaid() {
		return this.retryPaid;
	}

	public void failed(ExperitureException failure, Effect effect) {
		this.lastFailure = failure;
		if (this.firstUncertain == null && effect != Effect.NONE) {
			this.firstUncertain = failure;
		}
	}

	public @Nullable ExperitureException lastFailure() {
		return this.lastFailure;
	}

	/**
	 * Return the first failure after which the call may have taken effect.
	 */
	public @Nullable ExperitureException firstUncertain() {
		return this.firstUncertain;
	}

	int attempts() {
		return this.attempts;
	}

	public @Nullable String serverCorrelationId() {
		return this.serverCorrelationId;
	}

	public void responded(ResponseHead response) {
		// A filter of the application may have responded in place of the network.
		this.request.leaves();
		if (response.correlationId() != null) {
			this.serverCorrelationId = response.correlationId();
		}
	}

	/**
	 * Use the one replay that a rejected token allows.
	 * @return whether it was still unused
	 */
	public boolean useTokenReplay() {
		boolean unused = !this.tokenReplayed;
		this.tokenReplayed = true;
		return unused;
	}

	public CallDetails details() {
		return new CallDetails(operation().id(), operation().method() + " " + operation().path(), correlationId(),
				this.serverCorrelationId, (idempotencyKey() != null) ? idempotencyKey().toString() : null,
				this.attempts, effect(), this.identity.workspace(), this.identity.object());
	}

}
