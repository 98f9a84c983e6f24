package com.experiture.client.internal.pipeline;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryBudget}.
 */
class RetryBudgetTests {

	@Test
	void stopsRetriesDuringOutage() {
		RetryBudget budget = new RetryBudget(100);
		for (int i = 0; i < 100; i++) {
			assertThat(budget.withdraw()).isTrue();
		}
		assertThat(budget.withdraw()).isFalse();
	}

	@Test
	void callsWithSameFailurePayOnce() {
		RetryBudget budget = new RetryBudget(1);
		IllegalStateException paid = new IllegalStateException();
		IllegalStateException unpaid = new IllegalStateException();
		AtomicInteger payments = new AtomicInteger();
		for (int i = 0; i < 200; i++) {
			assertThat(budget.withdrawOnce(paid, () -> payments.incrementAndGet() == 1)).isTrue();
		}
		assertThat(payments).hasValue(1);
		assertThat(budget.withdrawOnce(unpaid, () -> false)).isFalse();
		assertThat(budget.withdrawOnce(unpaid, () -> true)).isFalse();
	}

	@Test
	void returnsRetriesForSuccesses() {
		RetryBudget budget = new RetryBudget(1);
		assertThat(budget.withdraw()).isTrue();
		for (int i = 0; i < 4; i++) {
			budget.succeeded(false);
			assertThat(budget.withdraw()).isFalse();
		}
		budget.succeeded(false);
		assertThat(budget.withdraw()).isTrue();
		budget.succeeded(true);
		assertThat(budget.retriesLeft()).isEqualTo(1);
	}

	@Test
	void returnsAllRetriesOnReset() {
		RetryBudget budget = new RetryBudget(3);
		budget.withdraw();
		budget.reset();
		assertThat(budget.retriesLeft()).isEqualTo(3);
	}

	@Test
	void sustainsOneFailureInFiveRequests() {
		RetryBudget budget = new RetryBudget(100);
		Random random = new Random(1);
		for (int call = 0; call < 100_000; call++) {
			boolean retried = false;
			while (random.nextDouble() < 0.2) {
				assertThat(budget.withdraw()).isTrue();
				retried = true;
			}
			budget.succeeded(retried);
		}
	}

}
