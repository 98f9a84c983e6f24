package com.experiture.client.writer;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import com.experiture.client.receipt.RecordResult;

/**
 * Collects single records into batches, for code that receives records one by one. A
 * write returns at once, with a future for the result of that record. The future
 * completes when the API has accepted the record. It fails with a
 * {@link RecordRejectedException} if the API rejected the record, with the failure of the
 * call if the record could not be delivered, and with a {@link WriterClosedException} if
 * the writer was closed before.
 * <p>
 * Memory is bounded, see {@link WriterOptions#capacity()}. Upserts into one object by one
 * match key are sent in the order of the writes. Records that were enqueued and cannot be
 * delivered are passed to {@link WriterOptions#undeliveredHandler()}. A record is encoded
 * when it is written, so it can be changed afterwards. A record that can never be sent
 * fails at once with an {@link com.experiture.client.error.InvalidRequestException}.
 * <p>
 * Thread-safe. Futures complete on a thread that can block, one after the other for each
 * batch. Code that waits there for another record must use its own thread, for example
 * with {@link CompletableFuture#thenRunAsync(Runnable)}.
 *
 * @see ReactiveRecordWriter
 */
public interface RecordWriter extends AutoCloseable {

	/**
	 * Append a record. If the writer is full, the call waits or the result fails, see
	 * {@link WriterOptions#whenFull()}.
	 * @param objectName the object, such as {@code orders}
	 * @param record the record
	 * @return the result of the record
	 */
	CompletableFuture<RecordResult> append(String objectName, Object record);

	/**
	 * Insert a record, or merge it into the record with the same primary key.
	 * @param objectName the object, such as {@code profiles}
	 * @param record the record
	 * @return the result of the record
	 */
	default CompletableFuture<RecordResult> upsert(String objectName, Object record) {
		return upsert(objectName, record, null);
	}

	/**
	 * Insert a record, or merge it into the record with the same match key.
	 * @param objectName the object, such as {@code profiles}
	 * @param record the record, which must have the match key: a record without it would
	 * be inserted, and fails instead
	 * @param matchKey the match key, one of the object's identity keys, such as
	 * {@code email}; {@code null} to use the object's primary key, which is not checked
	 * @return the result of the record
	 */
	CompletableFuture<RecordResult> upsert(String objectName, Object record, @Nullable String matchKey);

	/**
	 * Send the enqueued records without waiting for more.
	 */
	void flush();

	/**
	 * Return the statistics of the writer.
	 * @return how many records were enqueued, and their outcomes
	 */
	WriterStats stats();

	/**
	 * Return the same writer with reactive results.
	 * @return the reactive writer
	 */
	ReactiveRecordWriter reactive();

	/**
	 * Send the enqueued records, wait for their results up to the
	 * {@linkplain WriterOptions#drainTimeout() drain timeout}, and hand back those that
	 * remain. The writer stays open: records that are written in the meantime are
	 * enqueued, and not waited for.
	 */
	void drain();

	/**
	 * Reject further records, and {@linkplain #drain() drain}.
	 */
	@Override
	void close();

}
