package com.experiture.client.internal.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.text.BoundedNames;
import com.experiture.client.observation.CallObservationContext;
import com.experiture.client.observation.CallObservationConvention;
import com.experiture.client.observation.DefaultCallObservationConvention;

/**
 * Observes logical calls, with one observation for all attempts of a call.
 */
public final class CallObservations {

	private static final CallObservationConvention DEFAULT_CONVENTION = new DefaultCallObservationConvention();

	private final String workspace;

	private final ObservationRegistry registry;

	private final @Nullable CallObservationConvention convention;

	private final BoundedNames endpoints = new BoundedNames();

	private final SafeCallback callback = new SafeCallback("The observation of a call failed");

	/**
	 * Create an observer.
	 * @param workspace the name of the workspace in the application
	 * @param registry the registry of the observations
	 * @param convention replaces the default convention, or {@code null}
	 */
	public CallObservations(String workspace, ObservationRegistry registry,
			@Nullable CallObservationConvention convention) {
		this.workspace = workspace;
		this.registry = registry;
		this.convention = convention;
	}

	/**
	 * Return the name of the workspace in the application.
	 * @return the name
	 */
	public String workspace() {
		return this.workspace;
	}

	/**
	 * Start the observation of a call.
	 * @param endpoint the name of the endpoint
	 * @param family the API family
	 * @param correlationId the correlation id
	 * @param view the caller's context, whose observation becomes the parent; without
	 * one, the observation of the thread does
	 * @return the observed call, which must be ended exactly once
	 */
	public ObservedCall start(String endpoint, String family, String correlationId, ContextView view) {
		if (this.registry.isNoop()) {
			return ObservedCall.NOOP;
		}
		Observation parent = this.callback.get(() -> parent(view), null);
		CallObservationContext context = new CallObservationContext(this.workspace, this.endpoints.bound(endpoint),
				family, correlationId);
		Observation observation = this.callback.get(() -> create(context, parent), null);
		if (observation == null || observation.isNoop()) {
			return ObservedCall.unobserved(parent, this.registry, this.callback);
		}
		ObservedCall call = new ObservedCall(observation, context, this.registry, this.callback);
		if (!this.callback.run(observation::start)) {
			// Stop the handlers that have started, for example that of a span.
			call.stop();
			return ObservedCall.unobserved(parent, this.registry, this.callback);
		}
		return call;
	}

	private @Nullable Observation parent(ContextView view) {
		return view.getOrDefault(ObservationThreadLocalAccessor.KEY, this.registry.getCurrentObservation());
	}

	private Observation create(CallObservationContext context, @Nullable Observation parent) {
		Observation observation = Observation.createNotStarted(this.convention, DEFAULT_CONVENTION, () -> context,
				this.registry);
		return (parent != null) ? observation.parentObservation(parent) : observation;
	}

}
