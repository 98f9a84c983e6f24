package com.experiture.emulator.internal.protocol;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The behaviors that are enabled, read anew for each request. Safe for use by several
 * threads.
 */
public final class Behaviors {

	private final Set<Behavior> enabled = ConcurrentHashMap.newKeySet();

	private volatile @Nullable ZoneId tenantTimezone;

	/**
	 * Create the default: batch writes with jobs, and a correlation id in the body.
	 */
	public Behaviors() {
		this.enabled.addAll(List.of(Behavior.BATCH_JOBS, Behavior.CORRELATION_ID_IN_BODY));
	}

	public boolean has(Behavior behavior) {
		return this.enabled.contains(behavior);
	}

	public void set(Behavior behavior, boolean value) {
		if (value) {
			this.enabled.add(behavior);
		}
		else {
			this.enabled.remove(behavior);
		}
	}

	/**
	 * Return the time zone of the tenant, which schedules of direct mail get by default.
	 * @return the time zone, or {@code null} if the tenant has none
	 */
	public @Nullable ZoneId tenantTimezone() {
		return this.tenantTimezone;
	}

	public void tenantTimezone(@Nullable ZoneId tenantTimezone) {
		this.tenantTimezone = tenantTimezone;
	}

	public void copyFrom(Behaviors other) {
		EnumSet.allOf(Behavior.class).forEach((behavior) -> set(behavior, other.has(behavior)));
		this.tenantTimezone = other.tenantTimezone;
	}

}
