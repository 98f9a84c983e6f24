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
 * What belongs to one logical call over all its attempts. The attempts follow each other,
 * on changing threads.
 */
public final class CallContext {

	private final CallTarget target;

	private final String correlationId;

	private final @Nullable IdempotencyKey idempotencyKey;

	private final Duration timeout;

	private final long start;

	private final long deadline;

	private final ObservedCall observed;

	private final AtomicBoolean open = new AtomicBoolean(true);

	private final AtomicBoolean attemptOpen = new AtomicBoolean();

	private volatile long passedAt;

	private volatile int started;

	private volatile int attempts;

	private volatile RequestState request = new RequestState();

	private volatile boolean decided;

	private volatile boolean tokenReplaced;

	private volatile boolean retryPaid;

	private volatile @Nullable String serverCorrelationId;

	private volatile boolean summarized;

	private volatile Effect effect = Effect.NONE;

	private volatile @Nullable ExperitureException lastFailure;

	private volatile @Nullable ExperitureException firstUncertain;

	public CallContext(CallTarget target, String correlationId, @Nullable IdempotencyKey idempotencyKey,
			Duration timeout, long now, ObservedCall observed) {
		this.target = target;
		this.observed = observed;
		this.correlationId = correlationId;
		this.idempotencyKey = idempotencyKey;
		this.timeout = timeout;
		this.start = now;
		this.deadline = now + timeout.toNanos();
	}

	public Operation operation() {
		return this.target.operation();
	}

	public String correlationId() {
		return this.correlationId;
	}

	public @Nullable IdempotencyKey idempotencyKey() {
		return this.idempotencyKey;
	}

	/**
	 * Let larger work report the failure of the call.
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
	 * Claim the end of the call, which has one only.
	 * @return whether the call was still open
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
	 * Another request is about to be made. What is known of the one before it stays.
	 */
	public void requestStarts() {
		this.decided = false;
		this.request = new RequestState();
	}

	/**
	 * The current request is given up: if it has not left, it never will.
	 */
	public void requestEnds() {
		this.request.ends();
	}

	/**
	 * The attempt has its turn.
	 */
	public void passed(long now) {
		this.passedAt = now;
		this.attemptOpen.set(true);
	}

	long passedAt() {
		return this.passedAt;
	}

	/**
	 * Return whether nothing of the call is under way: it waits for a token, for its turn
	 * or for its next attempt.
	 */
	public boolean isWaiting() {
		return !this.attemptOpen.get();
	}

	/**
	 * Claim the end of the attempt, which has one only.
	 * @return whether an attempt was open
	 */
	boolean endAttempt() {
		return this.attemptOpen.getAndSet(false);
	}

	public int started() {
		return this.started;
	}

	/**
	 * Return what is called when the current request is about to be written to a
	 * connection. It throws if the call has given the request up.
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
	 * Return whether the current request reached the network.
	 */
	public boolean isSent() {
		return this.request.isSent();
	}

	/**
	 * Note what the current request has done, once that is known.
	 */
	public void decided(Effect effect) {
		this.effect = this.effect.and(effect);
		this.decided = true;
	}

	/**
	 * Return what the call may have done so far. A request under way may have its effect
	 * at any moment.
	 */
	public Effect effect() {
		boolean open = isSent() && !this.decided && operation().endpointClass().isWrite();
		return open ? this.effect.and(Effect.POSSIBLE) : this.effect;
	}

	/**
	 * Return whether this is a call that makes messages go out and may have done so.
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

	public void answered(ResponseHead answer) {
		// A filter of the application may have responded in place of the network.
		this.request.leaves();
		if (answer.correlationId() != null) {
			this.serverCorrelationId = answer.correlationId();
		}
	}

	/**
	 * Claim the one replay that a rejected token allows.
	 * @return whether the replay was still unused
	 */
	public boolean claimTokenReplay() {
		boolean unused = !this.tokenReplaced;
		this.tokenReplaced = true;
		return unused;
	}

	public CallDetails details() {
		return new CallDetails(operation().id(), operation().method() + " " + operation().path(), this.correlationId,
				this.serverCorrelationId, (this.idempotencyKey != null) ? this.idempotencyKey.toString() : null,
				this.attempts, effect(), this.target.workspace(), this.target.object());
	}

}
