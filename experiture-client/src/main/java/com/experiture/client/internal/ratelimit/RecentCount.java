package com.experiture.client.internal.ratelimit;

import java.time.Duration;

/**
 * Counts events of the last second, with a resolution of 50 ms. Not thread-safe.
 */
final class RecentCount {

	private static final long SLOT = Duration.ofMillis(50).toNanos();

	private static final int SLOTS = 20;

	private final int[] counts = new int[SLOTS];

	private final long[] slots = new long[SLOTS];

	void add(long now) {
		long slot = Math.floorDiv(now, SLOT);
		int index = Math.floorMod(slot, SLOTS);
		if (this.slots[index] != slot) {
			this.slots[index] = slot;
			this.counts[index] = 0;
		}
		this.counts[index]++;
	}

	int count(long now) {
		long slot = Math.floorDiv(now, SLOT);
		int count = 0;
		for (int i = 0; i < SLOTS; i++) {
			long age = slot - this.slots[i];
			if (age >= 0 && age < SLOTS) {
				count += this.counts[i];
			}
		}
		return count;
	}

}
