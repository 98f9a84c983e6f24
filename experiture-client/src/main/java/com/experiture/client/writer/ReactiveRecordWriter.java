package com.experiture.client.writer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.receipt.RecordResult;

/**
 * The reactive face of a {@link RecordWriter}. A record is taken when its result is
 * subscribed to. Who cancels a result no longer hears of the record, which is sent all
 * the same; unless it was still waiting for room, then it is not taken.
 */
public interface ReactiveRecordWriter {

	/**
	 * Append a record.
	 * @param objectName the object, such as {@code orders}
	 * @param record the record
	 * @return the outcome of that record
	 */
	Mono<RecordResult> append(String objectName, Object record);

	/**
	 * Insert a record or merge it into the one with the same primary key.
	 * @param objectName the object, such as {@code profiles}
	 * @param record the record
	 * @return the outcome of that record
	 */
	default Mono<RecordResult> upsert(String objectName, Object record) {
		return upsert(objectName, record, null);
	}

	/**
	 * Insert a record or merge it into the one with the same match key.
	 * @param objectName the object, such as {@code profiles}
	 * @param record the record; it must have the match key
	 * @param matchKey one of the object's identity keys, such as {@code email};
	 * {@code null} takes the object's primary key
	 * @return the outcome of that record
	 */
	Mono<RecordResult> upsert(String objectName, Object record, @Nullable String matchKey);

	/**
	 * Send what there is, without waiting for more.
	 */
	void flush();

	/**
	 * Return the books.
	 * @return what was taken, and what became of it
	 */
	WriterStats stats();

	/**
	 * Return the same writer with futures.
	 * @return the blocking face
	 */
	RecordWriter blocking();

	/**
	 * Send what there is, wait for it up to the {@linkplain WriterOptions#drainTimeout
	 * drain timeout}, and hand back what is there still then. The writer stays open:
	 * records that are written meanwhile are taken, and not waited for.
	 * @return completes when every record that was taken before is accounted for
	 */
	Mono<Void> drain();

	/**
	 * Take no more records, and {@linkplain #drain() drain}.
	 * @return completes when every record is accounted for
	 */
	Mono<Void> close();

}
