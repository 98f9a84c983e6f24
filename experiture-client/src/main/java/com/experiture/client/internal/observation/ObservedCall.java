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
 * One logical call while it is observed.
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
	 * Return a call that the application does not want to be observed. What is observed
	 * inside it belongs to the caller then.
	 * @param caller what the caller is observed with, or {@code null}
	 * @param registry where observations go
	 * @param callback runs what the application observes with
	 * @return the call
	 */
	static ObservedCall unobserved(@Nullable Observation caller, ObservationRegistry registry, SafeCallback callback) {
		return (caller != null) ? new ObservedCall(caller, null, registry, callback) : NOOP;
	}

	/**
	 * Make this call the parent of whatever is observed inside it.
	 * @param <T> the type of the result
	 * @param call the call
	 * @return the same call
	 */
	public <T> Mono<T> parentOf(Mono<T> call) {
		return this.observation.isNoop() ? call
				: call.contextWrite((values) -> values.put(ObservationThreadLocalAccessor.KEY, this.observation));
	}

	/**
	 * Note that an attempt failed.
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
	 * Do something inside the call, so that it bears the call's trace. It is done once,
	 * whatever the observation throws.
	 * @param action what to do
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
				// What else runs on this thread does not belong to this call.
				this.callback.run(() -> this.registry.setCurrentObservationScope(before));
			}
		}
	}

	/**
	 * End the observation.
	 * @param outcome how the call ended
	 * @param attempts how many requests were sent
	 * @param serverCorrelationId the id that came with the last response, or {@code null}
	 * @param failure what it failed with, or {@code null}
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
