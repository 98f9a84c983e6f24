package com.experiture.client.internal.batch;

import java.time.Duration;

import com.experiture.client.call.PollOptions;

/**
 * How batches are sent.
 *
 * @param retryTimeout how long a batch is retried after transient failures
 * @param jobPolling how to wait for the jobs of batches
 * @param repeatable whether an earlier run of the same work may have used the idempotency
 * keys
 */
public record BatchPolicy(Duration retryTimeout, PollOptions<Object> jobPolling, boolean repeatable) {
}
