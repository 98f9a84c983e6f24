package com.experiture.client.internal.records;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.internal.batch.BatchContext;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.batch.RecordsJobs;
import com.experiture.client.internal.bulk.BulkRun;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.internal.encoding.RecordEncoder;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.validation.RecordValidator;
import com.experiture.client.internal.validation.RecordWrite;
import com.experiture.client.internal.writer.DefaultReactiveRecordWriter;
import com.experiture.client.internal.writer.WriterEngine;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.receipt.RecordsJob;
import com.experiture.client.receipt.WriteReceipt;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.WriterOptions;

public class DefaultReactiveRecordsClient implements ReactiveRecordsClient {

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final BatchContext context;

	public DefaultReactiveRecordsClient(CallPipeline pipeline, ClientRuntime runtime, RecordValidator validator,
			CallOptions options) {
		this(new BatchContext(pipeline, runtime, validator, options));
	}

	private DefaultReactiveRecordsClient(BatchContext context) {
		this.pipeline = context.pipeline();
		this.runtime = context.runtime();
		this.context = context;
	}

	@Override
	public ReactiveRecordsClient with(CallOptions options) {
		return new DefaultReactiveRecordsClient(this.pipeline, this.runtime, this.context.validator(), options);
	}

	@Override
	public Mono<WriteReceipt> append(String objectName, Object record) {
		return write(Endpoint.RECORDS_APPEND, objectName, record, null);
	}

	@Override
	public Mono<WriteReceipt> upsert(String objectName, Object record, @Nullable String matchKey) {
		return write(Endpoint.RECORDS_UPSERT, objectName, record, matchKey);
	}

	@Override
	public Mono<BatchReceipt> appendBatch(String objectName, Collection<?> records) {
		return writeBatch(Endpoint.RECORDS_APPEND_BATCH, objectName, records, null);
	}

	@Override
	public Mono<BatchReceipt> upsertBatch(String objectName, Collection<?> records, @Nullable String matchKey) {
		return writeBatch(Endpoint.RECORDS_UPSERT_BATCH, objectName, records, matchKey);
	}

	@Override
	public Mono<BulkReport> appendAll(String objectName, RecordSource records, BulkOptions options) {
		return BulkRun.run(this.context, new RecordTarget(Endpoint.RECORDS_APPEND_BATCH, objectName, null), records,
				options);
	}

	@Override
	public Mono<BulkReport> upsertAll(String objectName, RecordSource records, @Nullable String matchKey,
			BulkOptions options) {
		return BulkRun.run(this.context, new RecordTarget(Endpoint.RECORDS_UPSERT_BATCH, objectName, matchKey), records,
				options);
	}

	@Override
	public ReactiveRecordWriter writer(WriterOptions options) {
		return new DefaultReactiveRecordWriter(new WriterEngine(this.context, options));
	}

	@Override
	public Mono<RecordsJob> getJob(String objectName, String jobId) {
		return jobs().get(objectName, jobId);
	}

	@Override
	public Mono<RecordsJob> awaitJob(String objectName, String jobId, PollOptions<? super RecordsJob> options) {
		return jobs().await(objectName, jobId, options);
	}

	private RecordsJobs jobs() {
		return new RecordsJobs(this.pipeline, this.runtime, this.context.call());
	}

	private Mono<WriteReceipt> write(Endpoint endpoint, String objectName, Object record, @Nullable String matchKey) {
		ApiRequest<WriteReceipt> request = ApiRequest.to(endpoint, objectName)
			.json(RequestBody.of((json) -> encoder(json).single(record, matchKey)))
			.returning(WriteReceipt.class);
		return this.runtime.monitor()
			.counting(call(request, new RecordWrite(endpoint, objectName, matchKey)), 1,
					(receipt) -> Boolean.FALSE.equals(receipt.accepted()) ? 0 : 1,
					(receipt) -> Boolean.FALSE.equals(receipt.accepted()) ? 1 : 0);
	}

	private Mono<BatchReceipt> writeBatch(Endpoint endpoint, String objectName, Collection<?> records,
			@Nullable String matchKey) {
		ApiRequest<BatchReceipt> request = ApiRequest.to(endpoint, objectName)
			.json(RequestBody.of((json) -> encoder(json).batch(records, matchKey)))
			.returning(BatchReceipt.class);
		return this.runtime.monitor()
			.counting(call(request, new RecordWrite(endpoint, objectName, matchKey)), records.size(),
					(receipt) -> count(receipt, true), (receipt) -> count(receipt, false));
	}

	private <T> Mono<T> call(ApiRequest<T> request, RecordWrite write) {
		return this.context.validator().validated(request, write, this.context.call(), this.pipeline::call);
	}

	// The results of up to 10,000 records are only read if the response has no sum.
	private static long count(BatchReceipt receipt, boolean accepted) {
		Long sum = accepted ? receipt.acceptedRecords() : receipt.rejectedRecords();
		return (sum != null) ? Math.max(0, sum)
				: receipt.results().stream().filter((result) -> result.accepted() == accepted).count();
	}

	private RecordEncoder encoder(ExperitureJson json) {
		return json.records().keyRequired(!this.context.call().insertWithoutMatchKey());
	}

}
