package com.experiture.client.internal.records;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.PollOptions;
import com.experiture.client.internal.blocking.Blocking;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.receipt.RecordsJob;
import com.experiture.client.receipt.WriteReceipt;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.records.RecordsClient;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterOptions;

public class BlockingRecordsClient implements RecordsClient {

	private final ReactiveRecordsClient client;

	public BlockingRecordsClient(ReactiveRecordsClient client) {
		this.client = client;
	}

	@Override
	public RecordsClient with(CallOptions options) {
		return new BlockingRecordsClient(this.client.with(options));
	}

	@Override
	public WriteReceipt append(String objectName, Object record) {
		return Blocking.await(this.client.append(objectName, record));
	}

	@Override
	public WriteReceipt upsert(String objectName, Object record, @Nullable String matchKey) {
		return Blocking.await(this.client.upsert(objectName, record, matchKey));
	}

	@Override
	public BatchReceipt appendBatch(String objectName, Collection<?> records) {
		return Blocking.await(this.client.appendBatch(objectName, records));
	}

	@Override
	public BatchReceipt upsertBatch(String objectName, Collection<?> records, @Nullable String matchKey) {
		return Blocking.await(this.client.upsertBatch(objectName, records, matchKey));
	}

	@Override
	public BulkReport appendAll(String objectName, RecordSource records, BulkOptions options) {
		return Blocking.awaitReading(this.client.appendAll(objectName, records, options));
	}

	@Override
	public BulkReport upsertAll(String objectName, RecordSource records, @Nullable String matchKey,
			BulkOptions options) {
		return Blocking.awaitReading(this.client.upsertAll(objectName, records, matchKey, options));
	}

	@Override
	public RecordWriter writer(WriterOptions options) {
		return this.client.writer(options).blocking();
	}

	@Override
	public RecordsJob getJob(String objectName, String jobId) {
		return Blocking.await(this.client.getJob(objectName, jobId));
	}

	@Override
	public RecordsJob awaitJob(String objectName, String jobId, PollOptions<? super RecordsJob> options) {
		return Blocking.await(this.client.awaitJob(objectName, jobId, options));
	}

}
