package com.experiture.client.internal.time;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * The time, random numbers and threads of a client. Tests replace them to run on virtual
 * time, or to repeat a run exactly.
 *
 * @param nanoTime a monotonic time in nanoseconds, for waits and limits
 * @param clock the time of day, for dates that a server sends
 * @param seeded random numbers for waits and idempotency keys, or {@code null} for those
 * of this machine, which are secure for keys
 * @param threads runs tasks that may block, or {@code null} for threads of the client
 */
public record TimeSource(LongSupplier nanoTime, InstantSource clock, @Nullable RandomGenerator seeded,
		@Nullable Executor threads) {

	/** The time of this machine. */
	public static final TimeSource SYSTEM = new TimeSource(System::nanoTime, InstantSource.system());

	/**
	 * Create a source of time, with random numbers and threads of this machine.
	 * @param nanoTime a monotonic time in nanoseconds
	 * @param clock the time of day
	 */
	public TimeSource(LongSupplier nanoTime, InstantSource clock) {
		this(nanoTime, clock, null, null);
	}

	/**
	 * Return a random number.
	 * @return a number from 0 up to, but not including, 1
	 */
	public double random() {
		return random(0, 1);
	}

	/**
	 * Return a random number within bounds.
	 * @param least the lower bound
	 * @param bound the upper bound
	 * @return a number from {@code least} up to, but not including, {@code bound}
	 */
	public double random(double least, double bound) {
		RandomGenerator source = (this.seeded != null) ? this.seeded : ThreadLocalRandom.current();
		return source.nextDouble(least, bound);
	}

}
