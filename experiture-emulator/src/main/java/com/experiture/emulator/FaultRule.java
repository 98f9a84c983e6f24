package com.experiture.emulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Faults that were injected: how often they have struck, and the means to end them.
 */
public final class FaultRule {

	private final Faults owner;

	private final Predicate<Site> scope;

	private final Supplier<@Nullable Fault> faults;

	private final CountDownLatch removed = new CountDownLatch(1);

	private final Map<String, Integer> counts = new HashMap<>();

	private int skip;

	private int left;

	FaultRule(Faults owner, Predicate<Site> scope, Supplier<@Nullable Fault> faults, int skip, int times) {
		this.owner = owner;
		this.scope = scope;
		this.faults = faults;
		this.skip = skip;
		this.left = times;
	}

	/**
	 * Return how often the faults of this rule have struck.
	 * @return the number of requests
	 */
	public synchronized int count() {
		return this.counts.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * Return how often each fault of this rule has struck.
	 * @return the number of requests by the fault's name
	 */
	public synchronized Map<String, Integer> counts() {
		return Map.copyOf(this.counts);
	}

	/**
	 * End the rule: it strikes no more, and what it holds back goes on.
	 */
	public void remove() {
		this.owner.forget(this);
		this.removed.countDown();
	}

	/**
	 * Say which fault happens to a request.
	 * @param site the request
	 * @return the fault, or {@code null} if none of this rule's does
	 */
	synchronized @Nullable Fault next(Site site) {
		if (this.left == 0 || !this.scope.test(site)) {
			return null;
		}
		if (this.skip > 0) {
			this.skip--;
			return null;
		}
		Fault fault = this.faults.get();
		if (fault != null) {
			this.left--;
			this.counts.merge(fault.toString(), 1, Integer::sum);
		}
		return fault;
	}

	void await(Duration time) {
		try {
			this.removed.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String toString() {
		return "FaultRule" + counts();
	}

}
