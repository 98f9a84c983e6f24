package com.experiture.client.internal.pipeline;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

import com.experiture.client.settings.RetrySettings;

/**
 * The wait before the next attempt: exponential with full jitter, and not shorter than
 * the server asked for.
 */
final class Backoff {

	private final RetrySettings settings;

	private final DoubleSupplier random;

	Backoff(RetrySettings settings, DoubleSupplier random) {
		this.settings = settings;
		this.random = random;
	}

	Duration delay(int attempt, @Nullable Duration retryAfter) {
		double ceiling = this.settings.initialBackoff().toNanos() * Math.pow(2, Math.max(0, attempt - 1));
		double bounded = Math.min(ceiling, this.settings.maxBackoff().toNanos());
		Duration jittered = Duration.ofNanos((long) (bounded * this.random.getAsDouble()));
		return (retryAfter != null) ? retryAfter.plus(jittered) : jittered;
	}

}
