package com.experiture.fuzz;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;

import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.ClientListener;

/**
 * The values of meter tags: those of the observations and those that listeners receive.
 * This module does not test the meters themselves.
 */
final class MeterTags implements ClientListener, ObservationHandler<Observation.Context> {

	private final Set<String> values = ConcurrentHashMap.newKeySet();

	ObservationRegistry observations() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(this);
		return registry;
	}

	Set<String> values() {
		return this.values;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

	@Override
	public void onStop(Observation.Context context) {
		context.getLowCardinalityKeyValues().stream().map(KeyValue::getValue).forEach(this.values::add);
	}

	@Override
	public void attemptEnded(String endpoint, String endpointClass, CallOutcome outcome, long nanos) {
		add(outcome);
	}

	@Override
	public void retryScheduled(String endpoint, CallOutcome reason, long delayNanos) {
		add(reason);
	}

	@Override
	public void importStateChanged(String state) {
		this.values.add(state);
	}

	private void add(CallOutcome outcome) {
		this.values.add(outcome.result());
		this.values.add(outcome.status());
		this.values.add(outcome.code());
		this.values.add(outcome.error());
	}

}
