package com.experiture.client.records;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

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
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterOptions;

/**
 * Writes records into the objects of the workspace and waits for the responses. Must not
 * be called on an event-loop thread.
 * <p>
 * A record is a map, or an object that is written as a JSON object with at least one
 * field. The fields follow the schema of the workspace. A field that is missing stays
 * unchanged. A {@code null} value in a map clears the field; a {@code null} property of
 * an object is left out. Date-times need a zone. If a value cannot be written correctly,
 * the call fails before anything is sent, and the exception contains the path of the
 * value; {@code docs/values.md} lists the supported types.
 * <p>
 * An upsert can name a match key: one of the object's identity keys, such as
 * {@code email}, by its name in the JSON. Each record must have it. The API would insert
 * a record without its match key as a new row, so a record whose match key is missing,
 * null or blank is rejected before it is sent, unless
 * {@link CallOptions#insertWithoutMatchKey()} allows inserting. Without a match key
 * ({@code null}), the API uses the object's primary key, and the client checks nothing.
 * <p>
 * If a call fails, its method throws an
 * {@link com.experiture.client.error.ExperitureException}.
 *
 * @see ReactiveRecordsClient
 */
public interface RecordsClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options idempotency key, correlation id, timeout
	 * @return a view
	 */
	RecordsClient with(CallOptions options);

	/**
	 * Insert a record; a row is always added (documented).
	 * @param objectName the object, such as {@code orders}
	 * @param record the record
	 * @return the receipt
	 */
	WriteReceipt append(String objectName, Object record);

	/**
	 * Insert a record, or merge it field by field into the record with the same primary
	 * key (documented).
	 * @param objectName the object, such as {@code profiles}
	 * @param record the record
	 * @return the receipt
	 */
	default WriteReceipt upsert(String objectName, Object record) {
		return upsert(objectName, record, null);
	}

	/**
	 * Insert a record, or merge it field by field into the record with the same match key
	 * (documented).
	 * @param objectName the object, such as {@code profiles}
	 * @param record the record, which must have the match key
	 * @param matchKey the match key, such as {@code email}; {@code null} to use the
	 * object's primary key
	 * @return the receipt
	 */
	WriteReceipt upsert(String objectName, Object record, @Nullable String matchKey);

	/**
	 * Insert up to 10,000 records with one request (documented; the response is assumed).
	 * The body can have up to 10 MB. With {@code experiture.records.validation=always},
	 * one record that violates the schema fails the batch; the exception contains its
	 * position.
	 * @param objectName the object, such as {@code orders}
	 * @param records 1 to 10,000 records
	 * @return the receipt
	 */
	BatchReceipt appendBatch(String objectName, Collection<?> records);

	/**
	 * Insert or merge up to 10,000 records by their primary key with one request
	 * (documented; the response is assumed). The body can have up to 10 MB.
	 * @param objectName the object, such as {@code profiles}
	 * @param records 1 to 10,000 records
	 * @return the receipt
	 */
	default BatchReceipt upsertBatch(String objectName, Collection<?> records) {
		return upsertBatch(objectName, records, null);
	}

	/**
	 * Insert or merge up to 10,000 records by a match key with one request (documented;
	 * the response is assumed). The body can have up to 10 MB. One record without the
	 * match key fails the batch; the exception contains its position.
	 * @param objectName the object, such as {@code profiles}
	 * @param records 1 to 10,000 records, each with the match key
	 * @param matchKey the match key, such as {@code email}; {@code null} to use the
	 * object's primary key
	 * @return the receipt
	 */
	BatchReceipt upsertBatch(String objectName, Collection<?> records, @Nullable String matchKey);

	/**
	 * Insert any number of records from a source with the default options.
	 * @param objectName the object, such as {@code orders}
	 * @param records the source of the records
	 * @return the outcome of every record
	 * @throws BulkWriteException if the run was stopped; it contains the report
	 * @see #appendAll(String, RecordSource, BulkOptions)
	 */
	default BulkReport appendAll(String objectName, RecordSource records) {
		return appendAll(objectName, records, BulkOptions.defaults());
	}

	/**
	 * Insert any number of records from a source, in batches and in constant memory; a
	 * row is always added for each of them. A rejected record does not fail the others.
	 * @param objectName the object, such as {@code orders}
	 * @param records the source of the records
	 * @param options size and number of the batches, run id, progress
	 * @return the outcome of every record
	 * @throws BulkWriteException if the run was stopped; it contains the report
	 */
	BulkReport appendAll(String objectName, RecordSource records, BulkOptions options);

	/**
	 * Insert or merge any number of records from a source by their primary key, with the
	 * default options.
	 * @param objectName the object, such as {@code profiles}
	 * @param records the source of the records
	 * @return the outcome of every record
	 * @throws BulkWriteException if the run was stopped; it contains the report
	 * @see #upsertAll(String, RecordSource, String, BulkOptions)
	 */
	default BulkReport upsertAll(String objectName, RecordSource records) {
		return upsertAll(objectName, records, null);
	}

	/**
	 * Insert or merge any number of records from a source by a match key, with the
	 * default options.
	 * @param objectName the object, such as {@code profiles}
	 * @param records the source of the records, each with the match key
	 * @param matchKey the match key, such as {@code email}; {@code null} to use the
	 * object's primary key
	 * @return the outcome of every record
	 * @throws BulkWriteException if the run was stopped; it contains the report
	 * @see #upsertAll(String, RecordSource, String, BulkOptions)
	 */
	default BulkReport upsertAll(String objectName, RecordSource records, @Nullable String matchKey) {
		return upsertAll(objectName, records, matchKey, BulkOptions.defaults());
	}

	/**
	 * Insert or merge any number of records from a source by a match key, in batches and
	 * in constant memory. A rejected record, such as one without its match key, does not
	 * fail the others. Records with the same match key are written in the order of the
	 * source.
	 * @param objectName the object, such as {@code profiles}
	 * @param records the source of the records, each with the match key
	 * @param matchKey the match key, such as {@code email}; {@code null} to use the
	 * object's primary key
	 * @param options size and number of the batches, run id, progress
	 * @return the outcome of every record
	 * @throws BulkWriteException if the run was stopped; it contains the report
	 */
	BulkReport upsertAll(String objectName, RecordSource records, @Nullable String matchKey, BulkOptions options);

	/**
	 * Create a writer that collects single records into batches. It holds records in
	 * memory, so create it once and close it at the end.
	 * @param options size of the batches, linger time, capacity
	 * @return a writer
	 */
	RecordWriter writer(WriterOptions options);

	/**
	 * Read the job of a batch (the call is documented, its response is assumed).
	 * @param objectName the object that was written to
	 * @param jobId the id from the {@link BatchReceipt}
	 * @return the current state of the job
	 */
	RecordsJob getJob(String objectName, String jobId);

	/**
	 * Wait until the job of a batch has ended, successfully or not, or until the
	 * condition of the options is met. The states are assumed, see {@link JobState}; the
	 * wait continues in any other state. The job is read repeatedly, less often the
	 * longer its state stays the same. Transient failures, such as broken connections,
	 * 429 and 5xx, do not end the wait.
	 * @param objectName the object that was written to
	 * @param jobId the id from the {@link BatchReceipt}
	 * @param options how long to wait, and how often to read the job
	 * @return the job as it was last read; check its state
	 * @throws com.experiture.client.error.JobTimeoutException if the timeout expires
	 */
	RecordsJob awaitJob(String objectName, String jobId, PollOptions<? super RecordsJob> options);

}
