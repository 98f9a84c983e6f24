package com.experiture.client.internal.runtime;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.IdempotencyKey;

/**
 * Creates random idempotency keys. The generator is seeded securely once and does not
 * read the random source of the operating system again: that read blocks, and keys are
 * created on event-loop threads.
 */
final class IdempotencyKeys {

	private static final int SEED_SIZE = 32;

	private final RandomGenerator random;

	/**
	 * Create a source of keys.
	 * @param seeded random numbers that a test repeats, or {@code null} for secure ones
	 */
	IdempotencyKeys(@Nullable RandomGenerator seeded) {
		this.random = (seeded != null) ? seeded : create();
	}

	IdempotencyKey next() {
		byte[] bytes = new byte[16];
		this.random.nextBytes(bytes);
		return IdempotencyKey.ofBytes(bytes);
	}

	private static SecureRandom create() {
		SecureRandom random;
		try {
			random = SecureRandom.getInstance("SHA1PRNG");
			// By default, it would seed itself from more sources, which takes noticeable
			// time
			// when an application starts.
			byte[] seed = new byte[SEED_SIZE];
			new SecureRandom().nextBytes(seed);
			random.setSeed(seed);
		}
		catch (NoSuchAlgorithmException ex) {
			// A platform with other providers: also correct, but its reads may block
			// briefly.
			random = new SecureRandom();
		}
		random.nextLong();
		return random;
	}

}
