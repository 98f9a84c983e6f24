package com.experiture.client.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The limit of the endpoint class is exhausted (429), and waiting for it would have taken
 * longer than the call's deadline or attempts allow.
 */
public final class RateLimitedException extends ApiException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 */
	public RateLimitedException(CallDetails call, ApiError error) {
		super(call, error, (error.retryAfter() != null)
				? "Rate limited; the API asks to wait " + error.retryAfter().toSeconds() + " s" : "Rate limited");
	}

	/**
	 * Return how long the API asked to wait.
	 * @return the wait, or {@code null} where the API named none
	 */
	public @Nullable Duration retryAfter() {
		return error().retryAfter();
	}

}
