package com.experiture.client.internal.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.CallInterruptedException;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.OutcomeUnknownException;

/**
 * Follows the calls of one piece of work, to determine its effect if the wait for it is
 * interrupted. It is passed in the Reactor context.
 */
public final class CallWatch {

	private static final CallWatch UNUSED = new CallWatch();

	private static final CallDetails NO_CALL = new CallDetails("none", "no call", "none", null, 0);

	private final Set<CallContext> inProgress = ConcurrentHashMap.newKeySet();

	private final AtomicReference<Effect> effect = new AtomicReference<>(Effect.NONE);

	private final AtomicReference<@Nullable Function<ExperitureException, ExperitureException>> description = new AtomicReference<>();

	private volatile @Nullable CallContext last;

	/**
	 * Return the watch of the work that a call belongs to.
	 * @param context the context of the call
	 * @return the watch; an unused one if there is none
	 */
	public static CallWatch in(ContextView context) {
		return context.getOrDefault(CallWatch.class, UNUSED);
	}

	/**
	 * Follow the calls of some work.
	 * @param <T> the type of the result
	 * @param work the work
	 * @return the same work
	 */
	public <T> Mono<T> over(Mono<T> work) {
		return work.contextWrite(this::putInto);
	}

	/**
	 * Follow the calls of some work.
	 * @param <T> the type of the results
	 * @param work the work
	 * @return the same work
	 */
	public <T> Flux<T> over(Flux<T> work) {
		return work.contextWrite(this::putInto);
	}

	private Context putInto(Context context) {
		return context.put(CallWatch.class, this);
	}

	public void begins(CallContext call) {
		if (this != UNUSED) {
			this.last = call;
			this.inProgress.add(call);
		}
	}

	public void succeeded(CallContext call) {
		if (call.operation().endpointClass().isWrite()) {
			call.decided(Effect.DONE);
		}
		ended(call);
	}

	public void ended(CallContext call) {
		if (this != UNUSED) {
			note(call.effect());
			this.inProgress.remove(call);
		}
	}

	/**
	 * Add the effect of calls that are not followed.
	 * @param other their effect
	 */
	public void note(Effect other) {
		this.effect.accumulateAndGet(other, Effect::and);
	}

	/**
	 * Return the effect of the calls so far. Calls in progress can take effect at any
	 * moment.
	 * @return the effect of all calls
	 */
	public Effect effect() {
		Effect all = Effect.NONE;
		for (CallContext call : this.inProgress) {
			all = all.and(call.effect());
		}
		// Read last: a call adds its effect before it is removed from those in progress.
		return all.and(this.effect.get());
	}

	/**
	 * Describe an interruption of work of several calls. Only the first description, that
	 * of the whole work, is used.
	 * @param description returns the exception for the caller
	 */
	public void describe(Function<ExperitureException, ExperitureException> description) {
		if (this != UNUSED) {
			this.description.compareAndSet(null, description);
		}
	}

	/**
	 * Return the exception for a wait that was interrupted and whose work was cancelled.
	 */
	public ExperitureException interrupted(Throwable cause) {
		CallContext call = this.last;
		// Interrupted work is never known to be complete.
		Effect known = (effect() == Effect.NONE) ? Effect.NONE : Effect.POSSIBLE;
		CallDetails details = ((call != null) ? call.details() : NO_CALL).withEffect(known);
		ExperitureException interrupted = new CallInterruptedException(details, cause);
		if (call != null && call.isSendOfUnknownOutcome()) {
			interrupted = new OutcomeUnknownException(details, interrupted);
		}
		Function<ExperitureException, ExperitureException> described = this.description.get();
		return (described != null) ? described.apply(interrupted) : interrupted;
	}

}
