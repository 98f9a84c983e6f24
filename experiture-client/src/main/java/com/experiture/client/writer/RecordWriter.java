package com.experiture.client.writer;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import com.experiture.client.receipt.RecordResult;
import com.experiture.client.records.RecordsClient;

/**
 * Collects single records into batches, for code that gets them one by one. A write
 * returns at once; its future tells what became of that very record: it completes when
 * the API has accepted it, and fails with a {@link RecordRejectedException} when the API
 * rejected it, with the failure of the call when it could not be delivered, and with a
 * {@link WriterClosedException} when the writer was closed before.
 * <p>
 * Memory is bounded, see {@link WriterOptions#capacity}. Upserts of one object by one
 * match key are carried out in the order of the writes. What was taken and cannot be
 * delivered is handed to {@link WriterOptions#onUndelivered}. A record is read when it is
 * written, so it may be changed afterwards. A record that can never be sent fails at once
 * with an {@link com.experiture.client.error.InvalidRequestException}.
 * <p>
 * Thread-safe. Futures complete on a thread that may block, those of one batch after each
 * other: what is to wait there for another record belongs on a thread of its own, such as
 * with {@link CompletableFuture#thenRunAsync(Runnable)}.
 */
public interface RecordWriter extends AutoCloseable {

	/**
	 * Append a record.
	 * @param objectName the object, such as {@code orders}
	 * @param record the record
	 * @return the outcome of that record
	 */
	CompletableFuture<RecordResult> append(String objectName, Object record);

	/**
	 * Insert a record or merge it into the one with the same primary key.
	 * @param objectName the object, such as {@code profiles}
	 * @param record the record
	 * @return the outcome of that record
	 */
	default CompletableFuture<RecordResult> upsert(String objectName, Object record) {
		return upsert(objectName, record, null);
	}

	/**
	 * Insert a record or merge it into the one with the same match key.
	 * @param objectName the object, such as {@code profiles}
	 * @param record the record; it must have the match key, as in
	 * {@link RecordsClient#upsert(String, Object, String)}
	 * @param matchKey one of the object's identity keys, such as {@code email};
	 * {@code null} takes the object's primary key, and nothing is checked
	 * @return the outcome of that record
	 */
	CompletableFuture<RecordResult> upsert(String objectName, Object record, @Nullable String matchKey);

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
	 * Return the same writer with reactive results.
	 * @return the reactive face
	 */
	ReactiveRecordWriter reactive();

	/**
	 * Send what there is, wait for it up to the {@linkplain WriterOptions#drainTimeout
	 * drain timeout}, and hand back what is there still then. The writer stays open:
	 * records that are written meanwhile are taken, and not waited for.
	 */
	void drain();

	/**
	 * Take no more records, and {@linkplain #drain() drain}.
	 */
	@Override
	void close();

}
