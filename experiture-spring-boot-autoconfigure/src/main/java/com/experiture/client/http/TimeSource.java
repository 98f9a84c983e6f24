package com.experiture.client.http;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Where the pipeline reads the time, so that tests can run on a virtual one.
 *
 * @param nanoTime a monotonic time in nanoseconds, for waits and limits
 * @param clock the time of day, for dates that a server sends
 */
public record TimeSource(LongSupplier nanoTime, InstantSource clock) {

	/** The time of this machine. */
	public static final TimeSource SYSTEM = new TimeSource(System::nanoTime, InstantSource.system());

}
