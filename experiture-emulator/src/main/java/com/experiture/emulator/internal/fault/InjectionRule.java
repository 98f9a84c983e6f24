package com.experiture.emulator.internal.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Decides which requests get a fault, and counts them.
 */
public final class InjectionRule {

	private final Predicate<FaultTarget> scope;

	private final Supplier<@Nullable InjectedFault> faults;

	private final CountDownLatch removed = new CountDownLatch(1);

	private final Map<String, Integer> counts = new HashMap<>();

	private int skip;

	private int left;

	/**
	 * Create a rule.
	 * @param scope the requests that the rule is for
	 * @param faults returns the fault for the next request, or {@code null} for none
	 * @param skip the number of requests that pass first
	 * @param times the number of requests that get a fault
	 */
	public InjectionRule(Predicate<FaultTarget> scope, Supplier<@Nullable InjectedFault> faults, int skip, int times) {
		this.scope = scope;
		this.faults = faults;
		this.skip = skip;
		this.left = times;
	}

	/**
	 * Return how many requests got each fault.
	 * @return the number of requests by the fault's name
	 */
	public synchronized Map<String, Integer> counts() {
		return Map.copyOf(this.counts);
	}

	/**
	 * Wait until the rule is removed.
	 * @param time the longest time to wait
	 */
	public void await(Duration time) {
		try {
			this.removed.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Return the fault of a request.
	 * @param target the request
	 * @return the fault, or {@code null} if this rule has none for the request
	 */
	synchronized @Nullable InjectedFault next(FaultTarget target) {
		if (this.left == 0 || !this.scope.test(target)) {
			return null;
		}
		if (this.skip > 0) {
			this.skip--;
			return null;
		}
		InjectedFault fault = this.faults.get();
		if (fault != null) {
			this.left--;
			this.counts.merge(fault.name(), 1, Integer::sum);
		}
		return fault;
	}

	void release() {
		this.removed.countDown();
	}

}
