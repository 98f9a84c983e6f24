package com.experiture.emulator;

import java.util.Set;
import java.util.function.Predicate;

import com.experiture.client.call.ApiFamily;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.emulator.internal.fault.FaultInjector;
import com.experiture.emulator.internal.fault.FaultTarget;
import com.experiture.emulator.internal.fault.FaultTarget.Place;

/**
 * Makes requests fail.
 *
 * <pre class="code">
 * emulator.faults().on(Endpoint.RECORDS_UPSERT).times(2).status(503);
 * emulator.faults().on(EndpointClass.BATCH_WRITE).times(1).rateLimit("2");
 * emulator.faults().onAny().skip(3).times(1).inject(Fault.drop().afterCommit());
 * emulator.faults().onToken().inject(Fault.status(500));
 * FaultRule rule = emulator.faults().onAny().random(42, 0.2, Fault.drop(), Fault.status(503));
 * assertThat(rule.count()).isPositive();
 * rule.remove();
 * </pre>
 *
 * If several rules fit a request, the one that was added first decides; a later one
 * counts only requests to which no earlier one has applied a fault.
 */
public final class Faults {

	private final FaultInjector injector;

	Faults(FaultInjector injector) {
		this.injector = injector;
	}

	/**
	 * Choose the requests of some calls.
	 * @param endpoints the calls
	 * @return the plan, to which faults are added next
	 */
	public FaultPlan on(Endpoint... endpoints) {
		Set<Endpoint> chosen = Set.of(endpoints);
		return onCalls(chosen::contains);
	}

	/**
	 * Choose the requests of an endpoint class.
	 * @param endpointClass the class
	 * @return the plan, to which faults are added next
	 */
	public FaultPlan on(EndpointClass endpointClass) {
		return onCalls((endpoint) -> endpoint.endpointClass() == endpointClass);
	}

	/**
	 * Choose the requests of an API family.
	 * @param family the family
	 * @return the plan, to which faults are added next
	 */
	public FaultPlan on(ApiFamily family) {
		return onCalls((endpoint) -> endpoint.family() == family);
	}

	/**
	 * Choose all requests to the API.
	 * @return the plan, to which faults are added next
	 */
	public FaultPlan onAny() {
		return at(Place.API, (target) -> true);
	}

	/**
	 * Choose the requests to the token endpoint.
	 * @return the plan, to which faults are added next
	 */
	public FaultPlan onToken() {
		return at(Place.TOKEN, (target) -> true);
	}

	/**
	 * Choose the requests to upload URLs. There a dropped or reset upload breaks off
	 * after its first bytes, and the faults of bodies and connections other than
	 * {@link Fault#drop()} and {@link Fault#reset()} are ordinary responses.
	 * @return the plan, to which faults are added next
	 */
	public FaultPlan onUpload() {
		return at(Place.UPLOAD, (target) -> true);
	}

	/**
	 * Remove all rules.
	 */
	public void clear() {
		this.injector.clear();
	}

	private FaultPlan onCalls(Predicate<Endpoint> filter) {
		return at(Place.API, (target) -> {
			Endpoint endpoint = target.endpoint();
			return endpoint != null && filter.test(endpoint);
		});
	}

	private FaultPlan at(Place place, Predicate<FaultTarget> filter) {
		Predicate<FaultTarget> scope = (target) -> target.place() == place && filter.test(target);
		return new FaultPlan(this.injector, scope, 0, Integer.MAX_VALUE);
	}

}
