package com.experiture.client.campaigns;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How to wait for the sending of a campaign to end.
 *
 * @param timeout after which time no further read of the state is begun
 * @param shortestInterval the time between two reads while something changes
 * @param longestInterval the time between two reads to which it grows while nothing
 * changes
 * @param end tells whether the sending has ended
 */
public record ExecutionWait(Duration timeout, Duration shortestInterval, Duration longestInterval,
		Predicate<CampaignStatus> end) {

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if a time is not positive, or the longest interval
	 * is shorter than the shortest
	 */
	public ExecutionWait {
		if (!isPositive(timeout) || !isPositive(shortestInterval)) {
			throw new IllegalArgumentException("A time to wait must be positive");
		}
		if (longestInterval.compareTo(shortestInterval) < 0) {
			throw new IllegalArgumentException("The longest interval must not be shorter than the shortest");
		}
	}

	/**
	 * Wait until the state is {@code completed} or {@code failed}; states that this
	 * version does not know are no end. Reads every 2 seconds up to every minute.
	 * @param timeout after which time to give up
	 * @return how to wait
	 */
	public static ExecutionWait atMost(Duration timeout) {
		return new ExecutionWait(timeout, Duration.ofSeconds(2), Duration.ofMinutes(1),
				(status) -> status.executionStatus().isTerminal());
	}

	/**
	 * Return this wait with other intervals. Up to half of an interval is left out at
	 * random, so that many waits do not ask at the same time.
	 * @param shortest the time between two reads while something changes
	 * @param longest the time to which it grows while nothing changes
	 * @return how to wait
	 */
	public ExecutionWait intervals(Duration shortest, Duration longest) {
		return new ExecutionWait(this.timeout, shortest, longest, this.end);
	}

	/**
	 * Return this wait with another end, for states that the API does not document.
	 * @param end tells whether the sending has ended
	 * @return how to wait
	 */
	public ExecutionWait until(Predicate<CampaignStatus> end) {
		return new ExecutionWait(this.timeout, this.shortestInterval, this.longestInterval, end);
	}

	private static boolean isPositive(Duration time) {
		return !time.isZero() && !time.isNegative();
	}

}
