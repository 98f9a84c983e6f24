package com.experiture.emulator;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.ApiFamily;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.emulator.Site.Place;

/**
 * Makes requests fail.
 *
 * <pre class="code">
 * emulator.faults().on(Endpoint.RECORDS_UPSERT).times(2).status(503);
 * emulator.faults().on(EndpointClass.BATCH_WRITE).times(1).rateLimit("2");
 * emulator.faults().onAny().skip(3).times(1).inject(Fault.drop().afterCommit());
 * emulator.faults().onToken().inject(Fault.status(500));
 * FaultRule storm = emulator.faults().onAny().random(42, 0.2, Fault.drop(), Fault.status(503));
 * assertThat(storm.count()).isPositive();
 * storm.remove();
 * </pre>
 *
 * If several rules fit a request, the one that was added first decides; a later one
 * counts only requests that no earlier one has struck.
 */
public final class Faults {

	private final List<FaultRule> rules = new CopyOnWriteArrayList<>();

	Faults() {
	}

	/**
	 * Choose the requests of some calls.
	 * @param endpoints the calls
	 * @return what goes wrong with them is to be said next
	 */
	public FaultPlan on(Endpoint... endpoints) {
		Set<Endpoint> chosen = Set.of(endpoints);
		return onCalls((endpoint) -> endpoint != null && chosen.contains(endpoint));
	}

	/**
	 * Choose the requests of a class of calls.
	 * @param endpointClass the class
	 * @return what goes wrong with them is to be said next
	 */
	public FaultPlan on(EndpointClass endpointClass) {
		return onCalls((endpoint) -> endpoint != null && endpoint.endpointClass() == endpointClass);
	}

	/**
	 * Choose the requests of a family of calls.
	 * @param family the family
	 * @return what goes wrong with them is to be said next
	 */
	public FaultPlan on(ApiFamily family) {
		return onCalls((endpoint) -> endpoint != null && endpoint.family() == family);
	}

	/**
	 * Choose all requests to the API.
	 * @return what goes wrong with them is to be said next
	 */
	public FaultPlan onAny() {
		return onCalls((endpoint) -> true);
	}

	/**
	 * Choose the requests to the token endpoint.
	 * @return what goes wrong with them is to be said next
	 */
	public FaultPlan onToken() {
		return plan((site) -> site.place() == Place.TOKEN);
	}

	/**
	 * Choose the requests to upload addresses. There a dropped or reset upload breaks off
	 * after its first bytes, and the faults of bodies and connections other than
	 * {@link Fault#drop()} and {@link Fault#reset()} are plain answers.
	 * @return what goes wrong with them is to be said next
	 */
	public FaultPlan onUpload() {
		return plan((site) -> site.place() == Place.UPLOAD);
	}

	/**
	 * Remove all rules.
	 */
	public void clear() {
		this.rules.forEach(FaultRule::remove);
	}

	/**
	 * Handle a request, or let it fail.
	 * @param site the request
	 * @param listener is told the name of the fault if there is one
	 * @return the answer
	 */
	Reply around(Site site, Consumer<String> listener) {
		for (FaultRule rule : this.rules) {
			Fault fault = rule.next(site);
			if (fault != null) {
				listener.accept(fault.toString());
				return fault.strike(site, rule);
			}
		}
		return site.process();
	}

	void add(FaultRule rule) {
		this.rules.add(rule);
	}

	void forget(FaultRule rule) {
		this.rules.remove(rule);
	}

	private FaultPlan onCalls(Predicate<@Nullable Endpoint> filter) {
		return plan((site) -> site.place() == Place.API && filter.test(site.endpoint()));
	}

	private FaultPlan plan(Predicate<Site> scope) {
		return new FaultPlan(this, scope, 0, Integer.MAX_VALUE);
	}

}
