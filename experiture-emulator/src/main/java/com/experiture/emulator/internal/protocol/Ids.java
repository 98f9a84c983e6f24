package com.experiture.emulator.internal.protocol;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Creates identifiers. They must be unique, but can be guessed.
 */
public final class Ids {

	private Ids() {
	}

	public static String uuid() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
		long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
		return new UUID(high, low).toString();
	}

	public static String prefixed(String prefix) {
		return prefix + "_" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
	}

}
