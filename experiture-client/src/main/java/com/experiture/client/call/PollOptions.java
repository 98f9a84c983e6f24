package com.experiture.client.call;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.time.DurationLimits;

/**
 * How to wait for a job to end.
 *
 * @param <T> what is read of the job; {@code Object} where the end is not the caller's
 * own
 * @param timeout after which time to give up; a last read then may take as long as the
 * shortest interval
 * @param shortestInterval the time between two reads after the state has changed
 * @param longestInterval the time between two reads to which it grows while the state
 * stays the same, whatever progress the job makes in it
 * @param end tells whether the job has ended; {@code null} takes the states that are the
 * last ones of such a job
 * @param listener gets what was read, after each read; {@code null} for none
 */
public record PollOptions<T>(Duration timeout, Duration shortestInterval, Duration longestInterval,
		@Nullable Predicate<? super T> end, @Nullable Consumer<? super T> listener) {

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if a time is not positive or longer than 365 days,
	 * or the longest interval is shorter than the shortest
	 */
	public PollOptions {
		DurationLimits.positive("timeout", timeout);
		DurationLimits.positive("shortestInterval", shortestInterval);
		DurationLimits.positive("longestInterval", longestInterval);
		if (longestInterval.compareTo(shortestInterval) < 0) {
			throw new IllegalArgumentException("The longest interval must not be shorter than the shortest");
		}
	}

	/**
	 * Wait until the job is in a state that is the last one; states that this version
	 * does not know are no end. Reads every second up to every minute.
	 * @param timeout after which time to give up
	 * @return how to wait
	 */
	public static PollOptions<Object> atMost(Duration timeout) {
		return new PollOptions<>(timeout, Duration.ofSeconds(1), Duration.ofMinutes(1), null, null);
	}

	/**
	 * Return this wait with other intervals. Up to half of an interval is left out at
	 * random, so that many waits do not ask at the same time.
	 * @param shortest the time between two reads after the state has changed
	 * @param longest the time to which it grows while the state stays the same
	 * @return how to wait
	 */
	public PollOptions<T> intervals(Duration shortest, Duration longest) {
		return new PollOptions<>(this.timeout, shortest, longest, this.end, this.listener);
	}

	/**
	 * Return this wait with another end, for states that the API does not document.
	 * @param <S> what is read of the job, such as
	 * {@link com.experiture.client.imports.ImportJob}
	 * @param end tells whether the job has ended
	 * @return how to wait
	 */
	public <S extends T> PollOptions<S> until(Predicate<? super S> end) {
		return new PollOptions<>(this.timeout, this.shortestInterval, this.longestInterval, end, this.listener);
	}

	/**
	 * Return this wait with a listener that is called after each read, by one thread at a
	 * time. It must not block, and what it throws does not end the wait.
	 * @param <S> what is read of the job, such as
	 * {@link com.experiture.client.receipt.RecordsJob}
	 * @param listener gets what was read
	 * @return how to wait
	 */
	public <S extends T> PollOptions<S> onProgress(Consumer<? super S> listener) {
		return new PollOptions<>(this.timeout, this.shortestInterval, this.longestInterval, this.end, listener);
	}

}
