package com.experiture.client.internal.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Event;
import io.micrometer.observation.Observation.Scope;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.observation.CallObservationContext;
import com.experiture.client.observation.CallObservationDocumentation;
import com.experiture.client.observation.CallOutcome;

/**
 * The observation of one logical call.
 */
public final class ObservedCall {

	static final ObservedCall NOOP = new ObservedCall(Observation.NOOP, null, ObservationRegistry.NOOP,
			new SafeCallback("The observation of a call failed"));

	private final Observation observation;

	private final @Nullable CallObservationContext context;

	private final ObservationRegistry registry;

	private final SafeCallback callback;

	ObservedCall(Observation observation, @Nullable CallObservationContext context, ObservationRegistry registry,
			SafeCallback callback) {
		this.observation = observation;
		this.context = context;
		this.registry = registry;
		this.callback = callback;
	}

	/**
	 * Return a call that the application has excluded from observation. Observations
	 * inside it then belong to the caller.
	 * @param caller the observation of the caller, or {@code null}
	 * @param registry the registry of the observations
	 * @param callback runs the observation code of the application
	 * @return the call
	 */
	static ObservedCall unobserved(@Nullable Observation caller, ObservationRegistry registry, SafeCallback callback) {
		return (caller != null) ? new ObservedCall(caller, null, registry, callback) : NOOP;
	}

	/**
	 * Make this call the parent of all observations inside it.
	 * @param <T> the type of the result
	 * @param call the call
	 * @return the same call
	 */
	public <T> Mono<T> parentOf(Mono<T> call) {
		return this.observation.isNoop() ? call
				: call.contextWrite((values) -> values.put(ObservationThreadLocalAccessor.KEY, this.observation));
	}

	/**
	 * Record the failure of an attempt.
	 * @param attempt the number of the attempt, from 1
	 * @param outcome how it ended
	 */
	public void attemptFailed(int attempt, CallOutcome outcome) {
		if (this.context != null) {
			Event event = Event.of(CallObservationDocumentation.Events.ATTEMPT_FAILED.getName(),
					"attempt " + attempt + " failed: " + outcome.error() + ", status " + outcome.status());
			this.callback.run(() -> this.observation.event(event));
		}
	}

	/**
	 * Run an action in the scope of the call, so that it belongs to the call's trace. The
	 * action runs once, even if the observation fails.
	 * @param action the action
	 */
	public void scoped(Runnable action) {
		Scope before = this.callback.get(this.registry::getCurrentObservationScope, null);
		Scope scope = this.callback.get(this.observation::openScope, null);
		try {
			action.run();
		}
		finally {
			boolean closed = scope != null && this.callback.run(scope::close);
			if (!closed) {
				// The next task of this thread does not belong to this call.
				this.callback.run(() -> this.registry.setCurrentObservationScope(before));
			}
		}
	}

	/**
	 * End the observation.
	 * @param outcome how the call ended
	 * @param attempts how many requests were sent
	 * @param serverCorrelationId the id in the last response, or {@code null}
	 * @param failure the failure, or {@code null}
	 */
	public void end(CallOutcome outcome, int attempts, @Nullable String serverCorrelationId,
			@Nullable Throwable failure) {
		if (this.context == null) {
			return;
		}
		this.context.end(outcome, attempts, serverCorrelationId);
		if (failure != null) {
			this.callback.run(() -> this.observation.error(failure));
		}
		stop();
	}

	void stop() {
		this.callback.run(this.observation::stop);
	}

}
