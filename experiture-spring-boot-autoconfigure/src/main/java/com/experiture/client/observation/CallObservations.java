package com.experiture.client.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Observes logical calls: one observation each, however many attempts it takes.
 */
public final class CallObservations {

	private static final CallObservationConvention DEFAULT_CONVENTION = new DefaultCallObservationConvention();

	private final String workspace;

	private final ObservationRegistry registry;

	private final @Nullable CallObservationConvention convention;

	/**
	 * Create an observer.
	 * @param workspace what the application calls the workspace
	 * @param registry where observations go
	 * @param convention replaces the default names and key values
	 */
	public CallObservations(String workspace, ObservationRegistry registry,
			@Nullable CallObservationConvention convention) {
		this.workspace = workspace;
		this.registry = registry;
		this.convention = convention;
	}

	/**
	 * Start to observe a call.
	 * @param endpoint the name of the endpoint
	 * @param family the API family
	 * @param correlationId the correlation id
	 * @param view the caller's context, whose observation becomes the parent; without
	 * one, that of the thread does
	 * @return the observed call, to be ended exactly once
	 */
	public ObservedCall start(String endpoint, String family, String correlationId, ContextView view) {
		if (this.registry.isNoop()) {
			return ObservedCall.NOOP;
		}
		CallObservationContext context = new CallObservationContext(this.workspace, endpoint, family, correlationId);
		Observation observation = Observation.createNotStarted(this.convention, DEFAULT_CONVENTION, () -> context,
				this.registry);
		Observation parent = view.getOrDefault(ObservationThreadLocalAccessor.KEY,
				this.registry.getCurrentObservation());
		if (parent != null) {
			observation.parentObservation(parent);
		}
		observation.start();
		return observation.isNoop() ? ObservedCall.unobserved(parent) : new ObservedCall(observation, context);
	}

}
