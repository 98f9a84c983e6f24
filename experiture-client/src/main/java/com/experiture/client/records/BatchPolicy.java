package com.experiture.client.records;

import java.time.Duration;

import com.experiture.client.http.JobWait;

/**
 * How batches are sent.
 *
 * @param patience how long failures that may pass are waited for
 * @param jobWait how to wait for the jobs of batches
 * @param repeatable whether the idempotency keys may have been used before, by an earlier
 * run of the same work
 */
record BatchPolicy(Duration patience, JobWait<Object> jobWait, boolean repeatable) {
}
