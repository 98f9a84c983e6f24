package com.experiture.client.writer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.receipt.RecordResult;

/**
 * Reactive variant of {@link RecordWriter}, which documents the methods. A record is
 * enqueued when its result is subscribed to. If the subscription is cancelled while the
 * record waits for room, it is not enqueued; otherwise it is still sent.
 */
public interface ReactiveRecordWriter {

	/**
	 * Append a record, see {@link RecordWriter#append}. If the writer is full, the result
	 * is delayed instead of the caller.
	 */
	Mono<RecordResult> append(String objectName, Object record);

	/**
	 * Insert or merge a record by its primary key, see
	 * {@link RecordWriter#upsert(String, Object)}. If the writer is full, the result is
	 * delayed instead of the caller.
	 */
	default Mono<RecordResult> upsert(String objectName, Object record) {
		return upsert(objectName, record, null);
	}

	/**
	 * Insert or merge a record by a match key, see
	 * {@link RecordWriter#upsert(String, Object, String)}. If the writer is full, the
	 * result is delayed instead of the caller.
	 */
	Mono<RecordResult> upsert(String objectName, Object record, @Nullable String matchKey);

	/**
	 * Send the enqueued records at once, see {@link RecordWriter#flush}.
	 */
	void flush();

	/**
	 * Return the statistics, see {@link RecordWriter#stats}.
	 */
	WriterStats stats();

	/**
	 * Return the same writer with futures as results.
	 */
	RecordWriter blocking();

	/**
	 * Deliver the enqueued records without blocking a thread, see
	 * {@link RecordWriter#drain}.
	 */
	Mono<Void> drain();

	/**
	 * Reject further records and drain without blocking a thread, see
	 * {@link RecordWriter#close}.
	 */
	Mono<Void> close();

}
