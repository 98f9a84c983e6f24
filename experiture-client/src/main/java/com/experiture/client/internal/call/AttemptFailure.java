package com.experiture.client.internal.call;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ExperitureException;

/**
 * The failure of one attempt: the exception for the caller, and the wait before another
 * attempt, if one is useful.
 */
public final class AttemptFailure extends RuntimeException {

	private final ExperitureException exception;

	private final @Nullable Duration retryDelay;

	public AttemptFailure(ExperitureException exception, @Nullable Duration retryDelay) {
		super(exception.getMessage(), exception, false, false);
		this.exception = exception;
		this.retryDelay = retryDelay;
	}

	public ExperitureException exception() {
		return this.exception;
	}

	public boolean isRetryable() {
		return this.retryDelay != null;
	}

	public Duration retryDelay() {
		return (this.retryDelay != null) ? this.retryDelay : Duration.ZERO;
	}

}
