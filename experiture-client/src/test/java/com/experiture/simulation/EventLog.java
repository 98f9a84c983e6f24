package com.experiture.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The events of one simulation: a hash of all events and, on request, the events
 * themselves.
 */
final class EventLog {

	private final LongSupplier nanos;

	private final boolean kept;

	private final List<String> events = new ArrayList<>();

	private long hash = 1;

	private long count;

	EventLog(LongSupplier nanos, boolean kept) {
		this.nanos = nanos;
		this.kept = kept;
	}

	/**
	 * Add an event.
	 * @param what the event, with a {@code %s} for each part
	 * @param parts texts, numbers and enum constants, but nothing that differs between
	 * runs of the same seed, such as the default hash code of an object
	 */
	void add(String what, Object... parts) {
		long now = this.nanos.getAsLong();
		this.count++;
		this.hash = mix(this.hash, now);
		this.hash = mix(this.hash, what.hashCode());
		for (Object part : parts) {
			this.hash = mix(this.hash, String.valueOf(part).hashCode());
		}
		if (this.kept) {
			this.events
				.add(String.format(Locale.ROOT, "%12.6f  %s", now / 1e9, String.format(Locale.ROOT, what, parts)));
		}
	}

	long hash() {
		return this.hash;
	}

	long count() {
		return this.count;
	}

	List<String> events() {
		return this.events;
	}

	private static long mix(long hash, long value) {
		long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
		return mixed ^ (mixed >>> 29);
	}

}
