package com.experiture.client.internal.call;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ExperitureException;

/**
 * The end of one attempt inside the pipeline: what to tell the caller, and after which
 * wait another attempt makes sense.
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
