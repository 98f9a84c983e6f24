package com.experiture.client.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The rate limit of the endpoint class is exceeded (429), and the call's timeout or
 * number of attempts does not allow another wait.
 */
public final class RateLimitedException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 */
	public RateLimitedException(CallDetails call, ApiError error) {
		super(call, error, (error.retryAfter() != null)
				? "Rate limited; the API asks to wait " + error.retryAfter().toSeconds() + " s" : "Rate limited");
	}

	/**
	 * Return how long the API asked the client to wait.
	 * @return the wait, or {@code null} if the API did not specify one
	 */
	public @Nullable Duration retryAfter() {
		return error().retryAfter();
	}

}
