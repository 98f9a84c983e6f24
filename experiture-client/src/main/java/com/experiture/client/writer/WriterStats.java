package com.experiture.client.writer;

import java.time.Duration;

/**
 * The books of a {@link RecordWriter}. Always,
 * {@code enqueued = accepted + rejected + handedBack + waiting}.
 *
 * @param enqueued how many records were taken
 * @param accepted how many the API accepted
 * @param rejected how many the API rejected
 * @param handedBack how many were given back since they could not be delivered
 * @param waiting how many are in memory, in flight or not yet sent
 * @param waitingBytes how many bytes of JSON these have
 * @param oldest how long the oldest of these has been there; zero where there is none
 * @param batches how many batches were sent
 */
public record WriterStats(long enqueued, long accepted, long rejected, long handedBack, int waiting, long waitingBytes,
		Duration oldest, long batches) {
}
