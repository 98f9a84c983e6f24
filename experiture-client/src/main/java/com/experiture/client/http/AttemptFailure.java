package com.experiture.client.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ExperitureException;

/**
 * The end of one attempt inside the pipeline: what to tell the caller, and after which
 * wait another attempt makes sense.
 */
final class AttemptFailure extends RuntimeException {

	private final ExperitureException exception;

	private final @Nullable Duration retryDelay;

	AttemptFailure(ExperitureException exception, @Nullable Duration retryDelay) {
		super(exception.getMessage(), exception, false, false);
		this.exception = exception;
		this.retryDelay = retryDelay;
	}

	ExperitureException exception() {
		return this.exception;
	}

	boolean isRetryable() {
		return this.retryDelay != null;
	}

	Duration retryDelay() {
		return (this.retryDelay != null) ? this.retryDelay : Duration.ZERO;
	}

}
