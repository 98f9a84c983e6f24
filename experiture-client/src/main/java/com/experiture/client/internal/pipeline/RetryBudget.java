package com.experiture.client.internal.pipeline;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Limits the retries of all calls together, so that they do not multiply the load during
 * an outage: a failed retry costs one, a successful retry is free, and every call that
 * succeeds at once returns a fifth.
 */
final class RetryBudget {

	private static final int RETRY_COST = 5;

	private static final int SUCCESS_GAIN = 1;

	private final int capacity;

	private final AtomicInteger balance;

	// The failures are compared by identity.
	private final Map<Throwable, Boolean> shared = Collections.synchronizedMap(new WeakHashMap<>());

	RetryBudget(int retries) {
		this.capacity = retries * RETRY_COST;
		this.balance = new AtomicInteger(this.capacity);
	}

	/**
	 * Pay for a retry.
	 * @return whether the budget was sufficient
	 */
	boolean withdraw() {
		int before = this.balance.getAndUpdate((current) -> (current >= RETRY_COST) ? current - RETRY_COST : current);
		return before >= RETRY_COST;
	}

	/**
	 * Pay once for a retry that several calls share, because all of them wait for the
	 * same token request. The first call pays, the others receive its result.
	 * @param failure the failure that all calls have received
	 * @param withdraw pays for the retry, called for the first call only
	 * @return whether the budget had enough
	 */
	boolean withdrawOnce(Throwable failure, BooleanSupplier withdraw) {
		return this.shared.computeIfAbsent(failure, (ignored) -> withdraw.getAsBoolean());
	}

	void succeeded(boolean retryPaid) {
		int gain = retryPaid ? RETRY_COST : SUCCESS_GAIN;
		if (this.balance.get() < this.capacity) {
			this.balance.updateAndGet((current) -> Math.min(this.capacity, current + gain));
		}
	}

	void reset() {
		this.balance.set(this.capacity);
	}

	int retriesLeft() {
		return this.balance.get() / RETRY_COST;
	}

}
