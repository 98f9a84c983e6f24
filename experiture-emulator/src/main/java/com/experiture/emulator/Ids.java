package com.experiture.emulator;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Identifiers of what the emulator creates. They need to be unique, not unguessable.
 */
final class Ids {

	private Ids() {
	}

	static String uuid() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
		long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
		return new UUID(high, low).toString();
	}

	static String prefixed(String prefix) {
		return prefix + "_" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
	}

}
