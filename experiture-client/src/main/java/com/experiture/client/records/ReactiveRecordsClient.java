package com.experiture.client.records;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.PollOptions;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.receipt.RecordsJob;
import com.experiture.client.receipt.WriteReceipt;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.WriterOptions;

/**
 * Reactive variant of {@link RecordsClient}, which documents the methods. Nothing is sent
 * before a result is subscribed to. Failures are signalled as errors.
 */
public interface ReactiveRecordsClient {

	/**
	 * Return a view of this client, see {@link RecordsClient#with}.
	 */
	ReactiveRecordsClient with(CallOptions options);

	/**
	 * Insert a record, see {@link RecordsClient#append}.
	 */
	Mono<WriteReceipt> append(String objectName, Object record);

	/**
	 * Insert or merge a record by its primary key, see
	 * {@link RecordsClient#upsert(String, Object)}.
	 */
	default Mono<WriteReceipt> upsert(String objectName, Object record) {
		return upsert(objectName, record, null);
	}

	/**
	 * Insert or merge a record by a match key, see
	 * {@link RecordsClient#upsert(String, Object, String)}.
	 */
	Mono<WriteReceipt> upsert(String objectName, Object record, @Nullable String matchKey);

	/**
	 * Insert records with one request, see {@link RecordsClient#appendBatch}.
	 */
	Mono<BatchReceipt> appendBatch(String objectName, Collection<?> records);

	/**
	 * Insert or merge records by their primary key with one request, see
	 * {@link RecordsClient#upsertBatch(String, Collection)}.
	 */
	default Mono<BatchReceipt> upsertBatch(String objectName, Collection<?> records) {
		return upsertBatch(objectName, records, null);
	}

	/**
	 * Insert or merge records by a match key with one request, see
	 * {@link RecordsClient#upsertBatch(String, Collection, String)}.
	 */
	Mono<BatchReceipt> upsertBatch(String objectName, Collection<?> records, @Nullable String matchKey);

	/**
	 * Insert any number of records, see
	 * {@link RecordsClient#appendAll(String, RecordSource)}. The source is read on a
	 * thread of its own; a run that was stopped fails with a {@link BulkWriteException}.
	 */
	default Mono<BulkReport> appendAll(String objectName, RecordSource records) {
		return appendAll(objectName, records, BulkOptions.defaults());
	}

	/**
	 * Insert any number of records, see
	 * {@link RecordsClient#appendAll(String, RecordSource, BulkOptions)}. The source is
	 * read on a thread of its own; a run that was stopped fails with a
	 * {@link BulkWriteException}.
	 */
	Mono<BulkReport> appendAll(String objectName, RecordSource records, BulkOptions options);

	/**
	 * Insert or merge any number of records by their primary key, see
	 * {@link RecordsClient#upsertAll(String, RecordSource)}. The source is read on a
	 * thread of its own; a run that was stopped fails with a {@link BulkWriteException}.
	 */
	default Mono<BulkReport> upsertAll(String objectName, RecordSource records) {
		return upsertAll(objectName, records, null);
	}

	/**
	 * Insert or merge any number of records by a match key, see
	 * {@link RecordsClient#upsertAll(String, RecordSource, String)}. The source is read
	 * on a thread of its own; a run that was stopped fails with a
	 * {@link BulkWriteException}.
	 */
	default Mono<BulkReport> upsertAll(String objectName, RecordSource records, @Nullable String matchKey) {
		return upsertAll(objectName, records, matchKey, BulkOptions.defaults());
	}

	/**
	 * Insert or merge any number of records by a match key, see
	 * {@link RecordsClient#upsertAll(String, RecordSource, String, BulkOptions)}. The
	 * source is read on a thread of its own; a run that was stopped fails with a
	 * {@link BulkWriteException}.
	 */
	Mono<BulkReport> upsertAll(String objectName, RecordSource records, @Nullable String matchKey, BulkOptions options);

	/**
	 * Create a reactive writer, see {@link RecordsClient#writer}.
	 */
	ReactiveRecordWriter writer(WriterOptions options);

	/**
	 * Read the job of a batch, see {@link RecordsClient#getJob}.
	 */
	Mono<RecordsJob> getJob(String objectName, String jobId);

	/**
	 * Wait for the job of a batch without blocking a thread, see
	 * {@link RecordsClient#awaitJob}.
	 */
	Mono<RecordsJob> awaitJob(String objectName, String jobId, PollOptions<? super RecordsJob> options);

}
