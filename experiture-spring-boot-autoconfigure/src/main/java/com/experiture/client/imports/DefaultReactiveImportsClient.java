package com.experiture.client.imports;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.http.ApiRequest;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.CallPipeline;
import com.experiture.client.http.Endpoint;
import com.experiture.client.http.JobWait;
import com.experiture.client.http.NumberedPages;
import com.experiture.client.http.PolledJob;
import com.experiture.client.http.RequestBody;
import com.experiture.client.http.StatePoller;

final class DefaultReactiveImportsClient implements ReactiveImportsClient {

	private final CallPipeline pipeline;

	private final CallOptions options;

	DefaultReactiveImportsClient(CallPipeline pipeline, CallOptions options) {
		this.pipeline = pipeline;
		this.options = options;
	}

	@Override
	public ReactiveImportsClient with(CallOptions options) {
		return new DefaultReactiveImportsClient(this.pipeline, options);
	}

	@Override
	public Mono<CreatedImport> create(ImportRequest request) {
		return this.pipeline.call(ApiRequest.to(Endpoint.IMPORTS_CREATE)
			.body((json) -> json.write(request.checked()))
			.returning(CreatedImport.class), this.options);
	}

	@Override
	public Mono<ImportJob> submitMapping(String jobId, ImportMapping mapping) {
		return advance(Endpoint.IMPORTS_SUBMIT_MAPPING, jobId, (json) -> json.write(mapping.checked()));
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
	public Mono<ImportJob> await(String jobId, JobWait<? super ImportJob> wait) {
		return StatePoller.await(
				new PolledJob<>(jobId, Endpoint.IMPORTS_GET, "await", (options) -> with(options).get(jobId),
						(job) -> job.state().value(), (job) -> job.state().isTerminal()),
				wait, this.options, this.pipeline.nanoTime());
	}

	@Override
	public Flux<ImportRowError> getErrors(String jobId, int pageSize) {
		return new NumberedPages<>(this.pipeline, this.options, ImportRowError.class, Endpoint.IMPORTS_GET_ERRORS,
				jobId)
			.all(pageSize);
	}

	private Mono<ImportJob> advance(Endpoint endpoint, String jobId, RequestBody body) {
		return this.pipeline
			.call(ApiRequest.to(endpoint, jobId).body(body).returningOptional(ImportJob.class), this.options)
			.mapNotNull((job) -> job.orElse(null))
			.defaultIfEmpty(ImportJob.UNKNOWN);
	}

}
