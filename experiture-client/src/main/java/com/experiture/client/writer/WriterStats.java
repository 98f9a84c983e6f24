package com.experiture.client.writer;

import java.time.Duration;

/**
 * The statistics of a {@link RecordWriter}. Always,
 * {@code enqueued = accepted + rejected + handedBack + waiting}.
 *
 * @param enqueued how many records were enqueued
 * @param accepted how many records the API accepted
 * @param rejected how many records the API rejected
 * @param handedBack how many records were handed back because they could not be delivered
 * @param waiting how many records are in memory, in flight or not yet sent
 * @param waitingBytes the size of these records in bytes of JSON
 * @param oldest how long the oldest of these records has waited; zero if there is none
 * @param batches how many batches were sent
 */
public record WriterStats(long enqueued, long accepted, long rejected, long handedBack, int waiting, long waitingBytes,
		Duration oldest, long batches) {
}
