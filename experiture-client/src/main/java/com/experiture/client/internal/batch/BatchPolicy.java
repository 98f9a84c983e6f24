package com.experiture.client.internal.batch;

import java.time.Duration;

import com.experiture.client.call.PollOptions;

/**
 * How batches are sent.
 *
 * @param retryTimeout how long failures that may pass are waited for
 * @param jobPolling how to wait for the jobs of batches
 * @param repeatable whether the idempotency keys may have been used before, by an earlier
 * run of the same work
 */
public record BatchPolicy(Duration retryTimeout, PollOptions<Object> jobPolling, boolean repeatable) {
}
