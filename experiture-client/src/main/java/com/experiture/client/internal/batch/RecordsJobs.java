package com.experiture.client.internal.batch;

import reactor.core.publisher.Mono;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.polling.JobPoll;
import com.experiture.client.internal.polling.StatePoller;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.receipt.RecordsJob;

/**
 * Reads the jobs of batches.
 */
public final class RecordsJobs {

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final CallOptions options;

	/**
	 * Create a reader.
	 * @param pipeline makes the calls
	 * @param runtime what the parts of the client share
	 * @param options the options of each call
	 */
	public RecordsJobs(CallPipeline pipeline, ClientRuntime runtime, CallOptions options) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.options = options;
	}

	/**
	 * Read a job.
	 * @param objectName the object that the batch was written to
	 * @param jobId the id of the job
	 * @return the job
	 */
	public Mono<RecordsJob> get(String objectName, String jobId) {
		return get(objectName, jobId, this.options);
	}

	/**
	 * Wait for a job.
	 * @param objectName the object that the batch was written to
	 * @param jobId the id of the job
	 * @param polling how long and how often to read the job
	 * @return the job as it was last read
	 */
	public Mono<RecordsJob> await(String objectName, String jobId, PollOptions<? super RecordsJob> polling) {
		return this.runtime.lifecycle()
			.untilClosed(StatePoller.await(
					new JobPoll<>(jobId, Endpoint.RECORDS_GET_JOB, "awaitJob",
							(options) -> get(objectName, jobId, options), (job) -> job.state().value(),
							(job) -> job.state().isTerminal()),
					polling, this.options, this.runtime.workspace(), this.runtime.time()));
	}

	private Mono<RecordsJob> get(String objectName, String jobId, CallOptions options) {
		return this.pipeline
			.call(ApiRequest.to(Endpoint.RECORDS_GET_JOB, objectName, jobId).returning(RecordsJob.class), options);
	}

}
