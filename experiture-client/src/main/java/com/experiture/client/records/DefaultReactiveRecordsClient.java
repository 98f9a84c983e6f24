package com.experiture.client.records;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.http.ApiRequest;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.CallPipeline;
import com.experiture.client.http.Endpoint;
import com.experiture.client.http.JobWait;
import com.experiture.client.http.PolledJob;
import com.experiture.client.http.StatePoller;
import com.experiture.client.json.ExperitureJson;
import com.experiture.client.json.RecordEncoder;
import com.experiture.client.validation.RecordValidator;
import com.experiture.client.validation.RecordWrite;

class DefaultReactiveRecordsClient implements ReactiveRecordsClient {

	private final CallPipeline pipeline;

	private final RecordValidator validator;

	private final CallOptions options;

	DefaultReactiveRecordsClient(CallPipeline pipeline, RecordValidator validator, CallOptions options) {
		this.pipeline = pipeline;
		this.validator = validator;
		this.options = options;
	}

	@Override
	public ReactiveRecordsClient with(CallOptions options) {
		return new DefaultReactiveRecordsClient(this.pipeline, this.validator, options);
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
		if (options.matchKey() != null) {
			records.close();
			throw new IllegalArgumentException("An append has no match key; use upsertAll");
		}
		return writeAll(new RecordTarget(Endpoint.RECORDS_APPEND_BATCH, objectName, null), records, options);
	}

	@Override
	public Mono<BulkReport> upsertAll(String objectName, RecordSource records, BulkOptions options) {
		return writeAll(new RecordTarget(Endpoint.RECORDS_UPSERT_BATCH, objectName, options.matchKey()), records,
				options);
	}

	@Override
	public ReactiveRecordWriter writer(WriterOptions options) {
		return new DefaultReactiveRecordWriter(new WriterEngine(this.pipeline, this.validator, this.options, options),
				options.drainTimeout());
	}

	@Override
	public Mono<RecordsJob> getJob(String objectName, String jobId) {
		return this.pipeline
			.call(ApiRequest.to(Endpoint.RECORDS_GET_JOB, objectName, jobId).returning(RecordsJob.class), this.options);
	}

	@Override
	public Mono<RecordsJob> awaitJob(String objectName, String jobId, JobWait<? super RecordsJob> wait) {
		return this.pipeline.untilClosed(StatePoller.await(
				new PolledJob<>(jobId, Endpoint.RECORDS_GET_JOB, "awaitJob",
						(options) -> with(options).getJob(objectName, jobId), (job) -> job.state().value(),
						(job) -> job.state().isTerminal()),
				wait, this.options, this.pipeline.workspace(), this.pipeline.time()));
	}

	private Mono<BulkReport> writeAll(RecordTarget target, RecordSource records, BulkOptions options) {
		return BulkRun.run(this.pipeline, this.validator, this.options, target, records, options);
	}

	private Mono<WriteReceipt> write(Endpoint endpoint, String objectName, Object record, @Nullable String matchKey) {
		ApiRequest<WriteReceipt> request = ApiRequest.to(endpoint, objectName)
			.body((json) -> encoder(json).single(record, matchKey))
			.returning(WriteReceipt.class);
		return this.pipeline.monitor()
			.counting(call(request, new RecordWrite(endpoint, objectName, matchKey)), 1,
					(receipt) -> Boolean.FALSE.equals(receipt.accepted()) ? 0 : 1,
					(receipt) -> Boolean.FALSE.equals(receipt.accepted()) ? 1 : 0);
	}

	private Mono<BatchReceipt> writeBatch(Endpoint endpoint, String objectName, Collection<?> records,
			@Nullable String matchKey) {
		ApiRequest<BatchReceipt> request = ApiRequest.to(endpoint, objectName)
			.body((json) -> encoder(json).batch(records, matchKey))
			.returning(BatchReceipt.class);
		return this.pipeline.monitor()
			.counting(call(request, new RecordWrite(endpoint, objectName, matchKey)), records.size(),
					(receipt) -> receipt.count(true), (receipt) -> receipt.count(false));
	}

	private <T> Mono<T> call(ApiRequest<T> request, RecordWrite write) {
		return this.validator.judged(request, write, this.options, this.pipeline::call);
	}

	private RecordEncoder encoder(ExperitureJson json) {
		return json.records().keyRequired(!this.options.insertsWithoutMatchKey());
	}

}
