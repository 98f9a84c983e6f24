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
import com.experiture.client.receipt.JobState;
import com.experiture.client.receipt.RecordsJob;
import com.experiture.client.receipt.WriteReceipt;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.WriterOptions;

/**
 * Writes records into the objects of the workspace. Nothing is sent before a result is
 * subscribed to.
 * <p>
 * A record is a map, or an object that becomes a JSON object with at least one member.
 * Its members follow the schema of the workspace. A member that is missing leaves the
 * field unchanged; a {@code null} in a map clears it; a member of an object that is
 * {@code null} is left out. Date-times need a zone. Each call fails with an
 * {@link com.experiture.client.error.ExperitureException}.
 *
 * @see RecordsClient
 */
public interface ReactiveRecordsClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options idempotency key, correlation id, timeout
	 * @return a view
	 */
	ReactiveRecordsClient with(CallOptions options);

	/**
	 * Insert a record; a row is always added (documented).
	 * @param objectName the object, such as {@code orders}
	 * @param record the record
	 * @return the receipt
	 */
	Mono<WriteReceipt> append(String objectName, Object record);

	/**
	 * Insert a record or merge it into the one with the same primary key, field by field
	 * (documented).
	 * @param objectName the object, such as {@code profiles}
	 * @param record the record
	 * @return the receipt
	 */
	default Mono<WriteReceipt> upsert(String objectName, Object record) {
		return upsert(objectName, record, null);
	}

	/**
	 * Insert a record or merge it into the one with the same match key, field by field
	 * (documented). A record whose match key is missing, null or blank is refused before
	 * it is sent, unless {@link CallOptions#insertWithoutMatchKey()} says that inserting
	 * is meant.
	 * @param objectName the object, such as {@code profiles}
	 * @param record the record
	 * @param matchKey one of the object's identity keys, such as {@code email};
	 * {@code null} takes the object's primary key
	 * @return the receipt
	 */
	Mono<WriteReceipt> upsert(String objectName, Object record, @Nullable String matchKey);

	/**
	 * Insert up to 10,000 records in one request (documented; the answer is assumed). The
	 * body may have 10 MB.
	 * @param objectName the object, such as {@code orders}
	 * @param records 1 to 10,000 records
	 * @return the receipt
	 */
	Mono<BatchReceipt> appendBatch(String objectName, Collection<?> records);

	/**
	 * Insert or merge up to 10,000 records by the primary key in one request (documented;
	 * the answer is assumed). The body may have 10 MB.
	 * @param objectName the object, such as {@code profiles}
	 * @param records 1 to 10,000 records
	 * @return the receipt
	 */
	default Mono<BatchReceipt> upsertBatch(String objectName, Collection<?> records) {
		return upsertBatch(objectName, records, null);
	}

	/**
	 * Insert or merge up to 10,000 records in one request (documented; the answer is
	 * assumed). The body may have 10 MB.
	 * @param objectName the object, such as {@code profiles}
	 * @param records 1 to 10,000 records
	 * @param matchKey one of the object's identity keys; {@code null} takes the primary
	 * key
	 * @return the receipt
	 */
	Mono<BatchReceipt> upsertBatch(String objectName, Collection<?> records, @Nullable String matchKey);

	/**
	 * Insert the records of a source, however many there are, in batches and in flat
	 * memory; a row is always added for each. One bad record does not fail the others.
	 * Fails with a {@link BulkWriteException} where the run was stopped.
	 * @param objectName the object, such as {@code orders}
	 * @param records where the records come from
	 * @param options size and number of the batches, run id, progress
	 * @return what became of every record
	 */
	Mono<BulkReport> appendAll(String objectName, RecordSource records, BulkOptions options);

	/**
	 * Insert or merge the records of a source, however many there are, in batches and in
	 * flat memory. One bad record does not fail the others. Records with the same match
	 * key are written in the order of the source. Fails with a {@link BulkWriteException}
	 * where the run was stopped.
	 * @param objectName the object, such as {@code profiles}
	 * @param records where the records come from
	 * @param options match key, size and number of the batches, run id, progress
	 * @return what became of every record
	 */
	Mono<BulkReport> upsertAll(String objectName, RecordSource records, BulkOptions options);

	/**
	 * Make a writer that collects single records into batches. It holds records in
	 * memory, so it is made once and closed at the end.
	 * @param options size of the batches, linger time, bounds
	 * @return a writer
	 */
	ReactiveRecordWriter writer(WriterOptions options);

	/**
	 * Read the job of a batch (the call is documented, its answer assumed).
	 * @param objectName the object that was written to
	 * @param jobId the id from the {@link BatchReceipt}
	 * @return the job as it is now
	 */
	Mono<RecordsJob> getJob(String objectName, String jobId);

	/**
	 * Wait until the job of a batch has ended, well or not (the states are assumed, see
	 * {@link JobState}; others are no end), or until what the wait takes for the end. The
	 * job is read again and again, less often the longer nothing changes. Failures that
	 * may pass, such as broken connections, 429 and 5xx, do not end the wait. Fails with
	 * a {@link com.experiture.client.error.JobTimeoutException} where the time is up.
	 * @param objectName the object that was written to
	 * @param jobId the id from the {@link BatchReceipt}
	 * @param wait how long to wait, and how often to ask
	 * @return the job at its end; look at its state
	 */
	Mono<RecordsJob> awaitJob(String objectName, String jobId, PollOptions<? super RecordsJob> wait);

}
