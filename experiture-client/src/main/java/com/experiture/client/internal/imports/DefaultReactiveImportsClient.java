package com.experiture.client.internal.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.imports.CreatedImport;
import com.experiture.client.imports.ImportJob;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.imports.ImportRequest;
import com.experiture.client.imports.ImportRowError;
import com.experiture.client.imports.ReactiveImportsClient;
import com.experiture.client.internal.blocking.Blocking;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.concurrent.SafePublisher;
import com.experiture.client.internal.lists.DefaultReactiveListsClient;
import com.experiture.client.internal.metadata.DefaultReactiveMetadataClient;
import com.experiture.client.internal.paging.NumberedPages;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.polling.JobPoll;
import com.experiture.client.internal.polling.StatePoller;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.upload.FileUploader;

public class DefaultReactiveImportsClient implements ReactiveImportsClient {

	private static final SafeCallback closing = new SafeCallback("Records failed when they were closed");

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final CallOptions options;

	private final FileUploader uploader;

	private final SchemaCheck schema;

	public DefaultReactiveImportsClient(CallPipeline pipeline, ClientRuntime runtime, FileUploader uploader,
			CallOptions options) {
		this(pipeline, runtime, uploader,
				new SchemaCheck(new DefaultReactiveMetadataClient(pipeline, CallOptions.none())), options);
	}

	private DefaultReactiveImportsClient(CallPipeline pipeline, ClientRuntime runtime, FileUploader uploader,
			SchemaCheck schema, CallOptions options) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.uploader = uploader;
		this.schema = schema;
		this.options = options;
	}

	@Override
	public DefaultReactiveImportsClient with(CallOptions options) {
		return new DefaultReactiveImportsClient(this.pipeline, this.runtime, this.uploader, this.schema, options);
	}

	@Override
	public Mono<CreatedImport> create(ImportRequest request) {
		return this.pipeline.call(ApiRequest.to(Endpoint.IMPORTS_CREATE)
			.json(RequestBody.of((json) -> json.write(ImportBodies.checked(request))))
			.returning(CreatedImport.class), this.options);
	}

	@Override
	public Mono<ImportJob> submitMapping(String jobId, ImportMapping mapping) {
		return advance(Endpoint.IMPORTS_SUBMIT_MAPPING, jobId, (json) -> json.write(ImportBodies.checked(mapping)));
	}

	@Override
	public Mono<ImportJob> submitMapping(String jobId, Object body) {
		return advance(Endpoint.IMPORTS_SUBMIT_MAPPING, jobId, (json) -> json.writeObject(body));
	}

	@Override
	public Mono<ImportJob> start(String jobId, Object body) {
		return advance(Endpoint.IMPORTS_START, jobId, (json) -> json.writeObject(body));
	}

	@Override
	public Mono<ImportJob> get(String jobId) {
		return this.pipeline.call(ApiRequest.to(Endpoint.IMPORTS_GET, jobId).returning(ImportJob.class), this.options);
	}

	@Override
	public Mono<ImportJob> await(String jobId, PollOptions<? super ImportJob> wait) {
		return await(jobId, wait, (job) -> {
		});
	}

	DefaultReactiveListsClient lists() {
		return new DefaultReactiveListsClient(this.pipeline, this.runtime, CallOptions.none());
	}

	Mono<SourceFile> checked(SourceFile file, CallOptions options) {
		return this.schema.check(file, options);
	}

	Mono<ImportJob> await(String jobId, PollOptions<? super ImportJob> wait, Consumer<ImportJob> listener) {
		return this.runtime.lifecycle()
			.untilClosed(StatePoller.await(
					new JobPoll<>(jobId, Endpoint.IMPORTS_GET, "await",
							(options) -> with(options).get(jobId).doOnNext(listener), (job) -> job.state().value(),
							(job) -> job.state().isTerminal()),
					wait, this.options, this.runtime.workspace(), this.runtime.time()));
	}

	@Override
	public Flux<ImportRowError> getErrors(String jobId, int pageSize) {
		return new NumberedPages<>(this.pipeline, this.options, ImportRowError.class, Endpoint.IMPORTS_GET_ERRORS,
				jobId)
			.all(pageSize);
	}

	@Override
	public Mono<ImportReport> importFile(Path file, ImportOptions options) {
		return prepared(options, (running, reader) -> running
			.run(running.onDisk(() -> SourceFile.of(file, options, this.runtime.json(), null)), () -> null));
	}

	@Override
	public Mono<ImportReport> importRecords(Publisher<?> records, ImportOptions options) {
		return importWritten(options, (file, reader) -> written(records, reader, file));
	}

	@Override
	public Mono<ImportReport> importRecords(Iterable<?> records, ImportOptions options) {
		return importWritten(options,
				(file, reader) -> written(() -> records.iterator().forEachRemaining(file::take), records, reader));
	}

	@Override
	public Mono<ImportReport> importRecords(Stream<?> records, ImportOptions options) {
		return importWritten(options,
				(file, reader) -> written(() -> records.sequential().forEachOrdered(file::take), records, reader));
	}

	private Mono<ImportReport> importWritten(ImportOptions options,
			BiFunction<RecordFile, Scheduler, Mono<Void>> write) {
		return prepared(options,
				(running,
						reader) -> Mono.usingWhen(
								Mono.fromSupplier(() -> new RecordFile(options, !this.options.insertWithoutMatchKey(),
										this.runtime.json(), Files::newOutputStream)),
								(file) -> running.run(
										write.apply(file, reader)
											.then(Mono.fromCallable(file::finish).subscribeOn(reader))
											.map((path) -> SourceFile
												.of(path, options, this.runtime.json(), file.columns())),
										file::records),
								(file) -> Mono.fromRunnable(file::close)
									.subscribeOn(this.runtime.executor().scheduler())));
	}

	private Mono<ImportReport> prepared(ImportOptions options,
			BiFunction<FileImport, Scheduler, Mono<ImportReport>> run) {
		return Mono.deferContextual((context) -> {
			CallOptions traced = this.options.toBuilder()
				.correlationId(CorrelationIds.resolve(this.options, context))
				.build();
			return run.apply(new FileImport(this, this.uploader, this.runtime, traced, options),
					Blocking.reader(context, this.runtime.executor()));
		});
	}

	private static Mono<Void> written(Publisher<?> records, Scheduler reader, RecordFile file) {
		Publisher<Object> safe = new SafePublisher<>(records);
		return Flux.from(safe).subscribeOn(reader).publishOn(reader).<Void>handle((record, sink) -> {
			try {
				file.write(record);
			}
			catch (IOException ex) {
				sink.error(ex);
			}
			catch (Error ex) {
				// An Error would end the thread instead of the import.
				sink.error(unreadable(ex));
			}
		}).then();
	}

	// The records are read on the thread that writes them, so that a stream with flatMap
	// is not read ahead and a cursor stays on its thread.
	private static Mono<Void> written(Runnable write, Object records, Scheduler reader) {
		return Mono.<Void>fromRunnable(() -> {
			try {
				write.run();
			}
			catch (Error ex) {
				throw unreadable(ex);
			}
			finally {
				closing.close(records);
			}
		}).subscribeOn(reader);
	}

	private static IllegalStateException unreadable(Error cause) {
		return new IllegalStateException("A record cannot be read (" + cause.getClass().getName() + ")", cause);
	}

	private Mono<ImportJob> advance(Endpoint endpoint, String jobId, RequestBody body) {
		return this.pipeline
			.call(ApiRequest.to(endpoint, jobId).json(body).returningOptional(ImportJob.class), this.options)
			.mapNotNull((job) -> job.orElse(null))
			.defaultIfEmpty(FileImport.UNKNOWN);
	}

}
