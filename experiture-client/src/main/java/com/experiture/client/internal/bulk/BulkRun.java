package com.experiture.client.internal.bulk;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.bulk.UnresolvedRecords;
import com.experiture.client.call.CallOptions;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.batch.BatchContext;
import com.experiture.client.internal.batch.BatchPolicy;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.BatchResult.Unresolved;
import com.experiture.client.internal.batch.BatchSender;
import com.experiture.client.internal.batch.BatchSender.Submission;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.batch.RetryLog;
import com.experiture.client.internal.batch.UnknownFieldDetector;
import com.experiture.client.internal.blocking.Blocking;
import com.experiture.client.internal.bulk.BulkBatch.Range;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.encoding.RecordBuffer;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.records.RecordsClient;

/**
 * One bulk write: reads the source, sends the batches, and accounts for every record. The
 * first failure stops the reading; the run ends when all batches in flight are completed.
 */
public final class BulkRun {

	private static final Logger logger = LoggerFactory.getLogger(RecordsClient.class);

	// How many jobs are polled at once. The bodies of their batches were released before.
	private static final int MAX_JOBS = 64;

	private final ClientRuntime runtime;

	private final RecordTarget target;

	private final BulkOptions options;

	private final String correlationId;

	private final String identity;

	private final UnknownFieldDetector unknownFields;

	private final BatchSender sender;

	private final BulkEncoder encoder;

	private final BulkTracker tracker;

	private final BulkStop stop;

	private final SafeCallback listener = new SafeCallback("The progress listener of a bulk write failed");

	private final ClientListener events;

	private boolean ended;

	private BulkRun(BatchContext context, RecordTarget target, BulkOptions options, @Nullable Long size) {
		ClientRuntime runtime = context.runtime();
		CallOptions call = context.call();
		boolean repeatable = call.idempotencyKey() != null || options.runId() != null;
		this.runtime = runtime;
		this.target = target;
		this.options = options;
		this.correlationId = Objects.requireNonNull(call.correlationId());
		this.identity = repeatable ? call.idempotencyKey() + "/" + options.runId()
				: runtime.newIdempotencyKey().toString();
		this.unknownFields = new UnknownFieldDetector(context, target.objectName());
		this.sender = new BatchSender(context,
				new BatchPolicy(options.retryTimeout(), options.jobPolling(), repeatable), this.unknownFields,
				new RetryLog(runtime));
		this.events = runtime.monitor().listener();
		this.tracker = new BulkTracker(runtime.time().nanoTime(), this.events, options.startAt(), size);
		this.stop = new BulkStop(repeatable);
		RecordBuffer buffer = runtime.json()
			.records()
			.keyRequired(!call.insertWithoutMatchKey())
			.buffer(target.matchKey(), options.batchRecords(), options.batchBytes());
		this.encoder = new BulkEncoder(buffer, target, options, this::rejected);
	}

	/**
	 * Write the records of a source.
	 * @param context the client view
	 * @param target the target of the batches
	 * @param source the records
	 * @param options the options of the run
	 * @return the report; fails with a {@link BulkWriteException} if the run was stopped
	 */
	public static Mono<BulkReport> run(BatchContext context, RecordTarget target, RecordSource source,
			BulkOptions options) {
		ClientRuntime runtime = context.runtime();
		return Mono.deferContextual((view) -> {
			String correlationId = CorrelationIds.resolve(context.call(), view);
			try {
				BulkRun run = new BulkRun(context.correlationId(correlationId), target, options, source.size());
				CallWatch.in(view).describe(run::interrupted);
				return run.start(source, Blocking.reader(view, runtime.executor()));
			}
			catch (InvalidField ex) {
				new OpenedSource(source, Mono.never()).close();
				return Mono.error(ex.in(runtime.details(target.endpoint(), correlationId, target.objectName(), 0)));
			}
		});
	}

	private Mono<BulkReport> start(RecordSource source, Scheduler thread) {
		BulkReader reader = new BulkReader(source, this.encoder, this.tracker, this.stop,
				(range, result) -> completed(range, result, null));
		return reader.batches(thread)
			// One batch is encoded ahead while others are in flight.
			.publishOn(Schedulers.immediate(), 1)
			.flatMap(this::submit, this.options.concurrency(), 1)
			.flatMap(this::awaitResult, MAX_JOBS, 1)
			.then(Mono.defer(this::end))
			.doOnDiscard(BulkBatch.class, BulkBatch::release)
			.doOnCancel(() -> {
				this.stop.cancelled();
				progress(true);
				reader.cancel(thread);
			});
	}

	private Mono<Submitted> submit(BulkBatch batch) {
		EncodedBatch encoded = batch.encoded();
		if (encoded == null) {
			this.tracker.skipped(batch);
			progress(false);
			return Mono.empty();
		}
		return Mono.using(() -> encoded,
				(held) -> batch.range().ticket().turn().then(Mono.defer(() -> send(batch, held))),
				EncodedBatch::release);
	}

	private Mono<Submitted> send(BulkBatch batch, EncodedBatch encoded) {
		Range range = batch.range();
		if (this.stop.skips(batch.reason())) {
			this.tracker.skipped(batch);
			done(range);
			return Mono.empty();
		}
		report(encoded, batch.reason());
		CallWatch watch = new CallWatch();
		this.tracker.sending(range, watch);
		return watch.over(this.sender.submit(this.target, encoded, this.identity + ":" + range.from()))
			.map((submission) -> {
				this.tracker.submitted(range, submission);
				return new Submitted(range, submission);
			})
			.onErrorResume((failure) -> {
				completed(range, BatchResult.failed(range.size(), failure), null);
				return Mono.empty();
			});
	}

	private void report(EncodedBatch batch, FlushReason reason) {
		int bytes = batch.length();
		double fill = Math.max(batch.size() / (double) this.options.batchRecords(),
				bytes / (double) this.options.batchBytes());
		try {
			this.events.batchFlushed(reason, batch.size(), bytes, fill);
		}
		catch (OutOfMemoryError ex) {
			// Reactor would not handle it, and the run would never end.
			logger.debug("A listener ran out of memory");
		}
	}

	// Only the result of a job can fail; its records were sent.
	private Mono<Void> awaitResult(Submitted submitted) {
		Range range = submitted.range();
		Submission submission = submitted.submission();
		return submission.result()
			.onErrorResume((failure) -> Mono.fromSupplier(() -> BatchResult.unresolved(range.size(), true, failure)))
			.doOnNext((result) -> completed(range, result, submission.jobId()))
			.then();
	}

	private void completed(Range range, BatchResult result, @Nullable String jobId) {
		this.tracker.completed(range, result, jobId);
		String unknown = this.unknownFields.count(result.rejections(), range.size());
		if (unknown != null) {
			this.stop.unknownFields(unknown);
		}
		Unresolved unresolved = result.unresolved();
		if (unresolved != null) {
			this.stop.batchFailed(range, unresolved.cause());
		}
		checkRejected();
		done(range);
	}

	private void done(Range range) {
		range.ticket().done();
		progress(false);
	}

	private void rejected(long position, InvalidField problem) {
		this.tracker.rejected(position, problem);
		checkRejected();
	}

	private void checkRejected() {
		if (this.tracker.rejected() > this.options.maxRejected()) {
			this.stop.tooManyRejected(this.options.maxRejected());
		}
	}

	private Mono<BulkReport> end() {
		progress(true);
		BulkReport report = report();
		BulkStop.Reason reason = this.stop.reason();
		if (reason != null) {
			BulkWriteException failure = stopped(report, reason.text(), reason.cause());
			logger.warn(failure.getMessage());
			return Mono.error(failure);
		}
		if (report.rejected() > 0) {
			logger.warn(
					"{} of {} records read by the bulk write to '{}' (workspace {}) were rejected, {} [correlation id {}]",
					report.rejected(), report.read(), this.target.objectName(), this.runtime.workspace(),
					"first " + report.rejections().get(0).description(), this.correlationId);
		}
		return Mono.just(report);
	}

	private BulkReport report() {
		return this.tracker.report(this.target.objectName(), this.correlationId);
	}

	private BulkWriteException interrupted(ExperitureException interrupt) {
		this.tracker.interrupted(interrupt);
		progress(true);
		return stopped(report(), "Interrupted while waiting", interrupt);
	}

	private BulkWriteException stopped(BulkReport report, String reason, @Nullable Throwable cause) {
		boolean changed = report.accepted() > 0 || report.unresolved().stream().anyMatch(UnresolvedRecords::sent);
		CallDetails call = this.runtime.details(this.target.endpoint(), this.correlationId, this.target.objectName(), 0)
			.withEffect(changed ? Effect.POSSIBLE : Effect.NONE);
		return new BulkWriteException(call,
				"The bulk write to " + report.objectName() + " was stopped: " + reason + ". Of " + report.read()
						+ " records read, " + report.accepted() + " were accepted and " + report.rejected()
						+ " rejected; go on at position " + report.resumeAt(),
				report, cause);
	}

	private synchronized void progress(boolean last) {
		if (!this.ended) {
			this.ended = last;
			this.listener.run(() -> this.options.progressListener().accept(this.tracker.progress(last)));
		}
	}

	private record Submitted(Range range, Submission submission) {
	}

}
