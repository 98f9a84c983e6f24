package com.experiture.client.internal.auth;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.client.auth.TokenFailure;

/**
 * Determines from the last failure when the next token request is made.
 *
 * @param failure the failure; {@code null} if the last request succeeded
 * @param consecutiveFailures the number of failed requests since the last successful one
 * @param until the time until which no request is made, in nanoseconds
 */
record TokenBackoff(@Nullable Throwable failure, int consecutiveFailures, long until) {

	static final TokenBackoff NONE = new TokenBackoff(null, 0, 0);

	private static final long FIRST_PAUSE = Duration.ofMillis(250).toNanos();

	private static final int FAILURES_TO_LONGEST_PAUSE = 6;

	/**
	 * Return the state after another failure. The first retry is made as soon as a call
	 * needs a token: retried calls have delays of their own, and a secret may have been
	 * corrected. From the second consecutive failure, the next request waits.
	 */
	TokenBackoff followedBy(Throwable next, long now) {
		int failures = this.consecutiveFailures + 1;
		long pause = 0;
		if (failures > 1) {
			long longest = ClientCredentialsTokenProvider.FAILURE_MEMORY.toNanos();
			int doublings = Math.min(failures, FAILURES_TO_LONGEST_PAUSE) - 2;
			pause = isTransient(next) ? Math.min(longest, FIRST_PAUSE << doublings) : longest;
		}
		return new TokenBackoff(next, failures, now + pause);
	}

	/**
	 * Return the failure with which calls fail without another request.
	 */
	@Nullable Throwable remembered(long now) {
		return (this.failure != null && !isTransient(this.failure) && remaining(now) > 0) ? this.failure : null;
	}

	/**
	 * Return how long the next request has to wait.
	 */
	long pause(long now) {
		return (this.failure != null && isTransient(this.failure)) ? remaining(now) : 0;
	}

	private long remaining(long now) {
		return Math.max(0, this.until - now);
	}

	static boolean isTransient(Throwable failure) {
		return failure instanceof TokenFailure known && known.isTransient();
	}

}
