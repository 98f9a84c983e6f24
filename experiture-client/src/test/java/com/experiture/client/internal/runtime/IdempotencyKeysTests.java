package com.experiture.client.internal.runtime;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import com.experiture.client.call.IdempotencyKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IdempotencyKeys}.
 */
class IdempotencyKeysTests {

	@Test
	void createsDistinctKeys() {
		IdempotencyKeys keys = new IdempotencyKeys(null);
		Set<IdempotencyKey> made = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			made.add(keys.next());
		}
		assertThat(made).hasSize(10_000);
	}

	@Test
	void repeatsKeysOfSeed() {
		IdempotencyKeys keys = new IdempotencyKeys(new SplittableRandom(42));
		IdempotencyKeys same = new IdempotencyKeys(new SplittableRandom(42));
		assertThat(keys.next()).isEqualTo(same.next()).isNotEqualTo(keys.next());
	}

}
