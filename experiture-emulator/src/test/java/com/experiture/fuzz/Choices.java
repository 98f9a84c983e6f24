package com.experiture.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random choices that depend only on a seed.
 */
final class Choices {

	private final SplittableRandom random;

	Choices(long seed) {
		this.random = new SplittableRandom(seed);
	}

	/**
	 * Return separate choices for a part, which do not depend on the other parts.
	 */
	Choices split() {
		return new Choices(this.random.nextLong());
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

	int between(int least, int most) {
		return least + this.random.nextInt(most - least + 1);
	}

	boolean percent(int chance) {
		return this.random.nextInt(100) < chance;
	}

	<T> T of(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	@SafeVarargs
	@SuppressWarnings("varargs")
	final <T> T of(T... values) {
		return values[this.random.nextInt(values.length)];
	}

	byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
