package com.experiture.emulator;

import java.util.Map;

import com.experiture.emulator.internal.fault.FaultInjector;
import com.experiture.emulator.internal.fault.InjectionRule;

/**
 * Injected faults: counts the requests that got one, and ends the injection.
 */
public final class FaultRule {

	private final FaultInjector injector;

	private final InjectionRule rule;

	FaultRule(FaultInjector injector, InjectionRule rule) {
		this.injector = injector;
		this.rule = rule;
	}

	/**
	 * Return how many requests got a fault of this rule.
	 * @return the number of requests
	 */
	public int count() {
		return counts().values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * Return how many requests got each fault of this rule.
	 * @return the number of requests by the fault's name
	 */
	public Map<String, Integer> counts() {
		return this.rule.counts();
	}

	/**
	 * Remove the rule: it applies to no further request, and the requests that it stalls
	 * or delays go on.
	 */
	public void remove() {
		this.injector.remove(this.rule);
	}

	@Override
	public String toString() {
		return "FaultRule" + counts();
	}

}
