package com.experiture.client.internal.bulk;

import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.bulk.RejectedRecords;
import com.experiture.client.bulk.UnresolvedRecords;
import com.experiture.client.call.CallOptions;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.IdempotencyKeyReusedException;
import com.experiture.client.error.InvalidField;
import com.experiture.client.error.ValidationException;
import com.experiture.client.internal.batch.BatchPolicy;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.BatchResult.Remainder;
import com.experiture.client.internal.batch.BatchSender;
import com.experiture.client.internal.batch.BatchSender.Submission;
import com.experiture.client.internal.batch.OutageLog;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.batch.UnknownFields;
import com.experiture.client.internal.blocking.Blocking;
import com.experiture.client.internal.bulk.BulkBatch.Range;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.encoding.RecordBuffer;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.validation.RecordValidator;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.records.RecordsClient;

/**
 * One bulk write: source, batches, bounded sending, and an account of every record. The
 * first failure stops the reading; what is in flight is waited for.
 */
public final class BulkRun {

	private static final Logger logger = LoggerFactory.getLogger(RecordsClient.class);

	// How many jobs are awaited at once. The bodies of their batches are gone by then.
	private static final int MAX_JOBS = 64;

	private final ClientRuntime runtime;

	private final RecordTarget target;

	private final BulkOptions options;

	private final String correlationId;

	private final String identity;

	private final boolean repeatable;

	private final UnknownFields unknownFields;

	private final BatchSender sender;

	private final BulkEncoder encoder;

	private final BulkTally tally;

	private final SafeCallback listener = new SafeCallback("The progress listener of a bulk write failed");

	private boolean ended;

	private final ClientListener events;

	private final Sinks.Empty<Void> stop = Sinks.empty();

	private final AtomicReference<@Nullable Stop> stopped = new AtomicReference<>();

	private BulkRun(CallPipeline pipeline, ClientRuntime runtime, RecordValidator validator, CallOptions call,
			RecordTarget target, BulkOptions options, @Nullable Long size) {
		String correlationId = Objects.requireNonNull(call.correlationId());
		this.runtime = runtime;
		this.target = target;
		this.options = options;
		this.correlationId = correlationId;
		this.repeatable = call.idempotencyKey() != null || options.runId() != null;
		this.identity = this.repeatable ? call.idempotencyKey() + "/" + options.runId()
				: runtime.newIdempotencyKey().toString();
		this.unknownFields = new UnknownFields(pipeline, runtime, validator, correlationId, target.objectName());
		this.sender = new BatchSender(pipeline, runtime, call,
				new BatchPolicy(options.retryTimeout(), options.jobPolling(), this.repeatable), this.unknownFields,
				new OutageLog(runtime));
		this.events = runtime.monitor().listener();
		this.tally = new BulkTally(runtime.time().nanoTime(), options.startAt(), size);
		RecordBuffer buffer = runtime.json()
			.records()
			.keyRequired(!call.insertWithoutMatchKey())
			.buffer(target.matchKey(), options.batchRecords(), options.batchBytes());
		this.encoder = new BulkEncoder(buffer, target, options, this::rejected);
	}

	public static Mono<BulkReport> run(CallPipeline pipeline, ClientRuntime runtime, RecordValidator validator,
			CallOptions call, RecordTarget target, RecordSource source, BulkOptions options) {
		return Mono.deferContextual((view) -> {
			String correlationId = CorrelationIds.resolve(call, view);
			try {
				BulkRun run = new BulkRun(pipeline, runtime, validator,
						call.toBuilder().correlationId(correlationId).build(), target, options, source.size());
				CallWatch.in(view).describe(run::interrupted);
				return run.start(source, Blocking.reader(view, runtime.executor()));
			}
			catch (InvalidField ex) {
				source.close();
				return Mono.error(ex.in(runtime.details(target.endpoint(), correlationId, target.objectName(), 0)));
			}
		});
	}

	private Mono<BulkReport> start(RecordSource records, Scheduler reader) {
		OpenedSource source = new OpenedSource(records, this.stop.asMono());
		Flux<BulkBatch> batches = records.isStream() ? HandedOut.batches((out) -> handOut(source, out), reader)
				: batches(source).subscribeOn(reader);
		return batches
			// One batch is written ahead while others are in flight.
			.publishOn(Schedulers.immediate(), 1)
			.flatMap(this::submit, this.options.concurrency(), 1)
			.flatMap(this::settle, MAX_JOBS, 1)
			.then(Mono.defer(this::end))
			.doOnDiscard(BulkBatch.class, BulkBatch::release)
			.doOnCancel(() -> abandon(source, reader));
	}

	// The thread that cancels may be one that must not block, and a cursor belongs to the
	// thread that reads it.
	private void abandon(OpenedSource source, Scheduler reader) {
		this.stop.tryEmitEmpty();
		source.abandon();
		progress(true);
		try {
			reader.schedule(source::close);
		}
		catch (RejectedExecutionException ex) {
			source.close();
		}
	}

	// A loop of its own, since operators that see each record cost as much as writing it.
	private Flux<BulkBatch> batches(OpenedSource source) {
		return Flux.generate((batches) -> {
			BulkBatch batch = next(source);
			if (batch != null) {
				this.tally.begun(batch.range());
				batches.next(batch);
			}
			else {
				batches.complete();
			}
		});
	}

	// Nothing that is thrown, be it an error of the JVM, may end the run without an
	// account of what was read.
	private @Nullable BulkBatch next(OpenedSource source) {
		BulkBatch batch = null;
		try {
			batch = source.take(this.encoder::add, () -> this.stopped.get() == null);
		}
		catch (Throwable ex) {
			sourceFailed(ex);
		}
		return (batch != null) ? batch : rest();
	}

	private void handOut(OpenedSource source, HandedOut<BulkBatch> out) {
		try {
			source.forEach((record) -> {
				if (source.isClosing() || this.stopped.get() != null) {
					throw HandedOut.enough();
				}
				BulkBatch batch = this.encoder.add(record);
				if (batch != null) {
					this.tally.begun(batch.range());
					out.next(batch);
				}
			});
		}
		catch (Throwable ex) {
			if (HandedOut.isEnough(ex)) {
				stop("the thread that reads the source was interrupted", null, true);
			}
			else {
				sourceFailed(ex);
			}
		}
		BulkBatch rest = rest();
		if (rest != null) {
			this.tally.begun(rest.range());
			if (!out.last(rest)) {
				abandon(rest);
			}
		}
	}

	private void abandon(BulkBatch batch) {
		EncodedBatch encoded = batch.encoded();
		if (encoded == null) {
			this.tally.empty(batch.range());
			return;
		}
		this.tally.notSent(batch.range());
		this.events.recordsProcessed(RecordOutcome.FAILED, encoded.size());
		encoded.release();
	}

	private @Nullable BulkBatch rest() {
		try {
			return this.encoder.rest();
		}
		catch (Throwable ex) {
			sourceFailed(ex);
			Range lost = this.encoder.abandon();
			if (lost != null) {
				this.tally.begun(lost);
				settled(lost, unknown(lost, ex), null);
			}
			return null;
		}
	}

	// What was read of the source before is still sent.
	private void sourceFailed(Throwable thrown) {
		Throwable failure = Exceptions.unwrap(thrown);
		stop("its source failed at position " + this.encoder.read() + " with " + failure.getClass().getSimpleName(),
				failure, true);
	}

	private Mono<Taken> submit(BulkBatch batch) {
		EncodedBatch encoded = batch.encoded();
		if (encoded == null) {
			this.tally.empty(batch.range());
			progress(false);
			return Mono.empty();
		}
		return Mono.using(() -> encoded, (held) -> inItsTurn(batch, held), EncodedBatch::release);
	}

	private Mono<Taken> inItsTurn(BulkBatch batch, EncodedBatch encoded) {
		Range range = batch.range();
		return range.ticket().turn().then(Mono.defer(() -> {
			if (isHalted(batch.cut())) {
				this.tally.notSent(range);
				this.events.recordsProcessed(RecordOutcome.FAILED, encoded.size());
				ended(range);
				return Mono.empty();
			}
			report(encoded, batch.cut());
			CallWatch watch = new CallWatch();
			this.tally.sending(range, watch);
			return watch.over(this.sender.submit(this.target, encoded, this.identity + ":" + range.from()))
				.doOnNext((taken) -> this.tally.taken(range, taken.jobId(), taken.records(), taken.bytes()))
				.map((taken) -> new Taken(range, taken))
				.onErrorResume((failure) -> {
					settled(range, unknown(range, failure), null);
					return Mono.empty();
				});
		}));
	}

	private void report(EncodedBatch batch, FlushReason cut) {
		int bytes = batch.length();
		double fill = Math.max(batch.size() / (double) this.options.batchRecords(),
				bytes / (double) this.options.batchBytes());
		try {
			this.events.batchFlushed(cut, batch.size(), bytes, fill);
		}
		catch (OutOfMemoryError ex) {
			// Reactor would let it pass through, and the run would never end.
			logger.debug("A listener ran out of memory");
		}
	}

	// Only a job can fail to tell what became of its records, which were sent then.
	private Mono<Void> settle(Taken taken) {
		Range range = taken.range();
		return taken.submission()
			.settlement()
			.onErrorResume(
					(failure) -> Mono.fromSupplier(() -> BatchResult.unknown(range.positions().length, true, failure)))
			.doOnNext((settlement) -> settled(range, settlement, taken.submission().jobId()))
			.then();
	}

	private static BatchResult unknown(Range range, Throwable failure) {
		return BatchResult.unknown(range.positions().length, BatchSender.effect(failure) != Effect.NONE, failure);
	}

	private void settled(Range range, BatchResult settlement, @Nullable String jobId) {
		this.tally.settled(range, settlement, jobId);
		settlement.report(this.events);
		checkFields(range, settlement);
		Remainder remainder = settlement.remainder();
		if (remainder != null) {
			this.events.recordsProcessed(RecordOutcome.FAILED, remainder.size());
			stop(reason(range, remainder.cause()), remainder.cause(), false);
		}
		checkRejected();
		ended(range);
	}

	// The next batches would be rejected likewise.
	private void checkFields(Range range, BatchResult settlement) {
		String reason = this.unknownFields.count(settlement.rejections(), range.positions().length);
		if (reason != null) {
			stop("the records have a field that the object does not have: " + reason, null, false);
		}
	}

	// A batch that was refused could have been divided, if it were known that nothing of
	// it is there already.
	private String reason(Range range, Throwable cause) {
		String what = "a batch failed with " + cause.getMessage();
		if (!(cause instanceof ValidationException refusal) || refusal instanceof IdempotencyKeyReusedException
				|| refusal.call().attempts() == 0) {
			return what;
		}
		if (refusal.effect() != Effect.NONE) {
			return what + "; an earlier attempt may have written the batch, so it was not sent under other idempotency"
					+ " keys. "
					+ (this.repeatable
							? "Start the run again with the same run id within 24 hours, which writes nothing twice, or look"
							: "Look")
					+ " whether the records " + range.first() + " to " + range.last()
					+ " are there before you write them again";
		}
		return (this.repeatable && BatchSender.mayConcernKey(refusal.error()))
				? what + "; the refusal names no record and may concern the idempotency key of an earlier run, so the"
						+ " batch was not divided: correct its records, or use another run id if none of them was"
						+ " written before"
				: what;
	}

	private void ended(Range range) {
		range.ticket().done();
		progress(false);
	}

	private void rejected(long position, InvalidField fault) {
		this.tally.rejected(position, fault);
		this.events.recordsProcessed(RecordOutcome.REJECTED, 1);
		checkRejected();
	}

	private void checkRejected() {
		if (this.tally.rejected() > this.options.maxRejected()) {
			stop("more than " + this.options.maxRejected() + " records were rejected", null, false);
		}
	}

	private void stop(String reason, @Nullable Throwable cause, boolean sendRest) {
		this.stopped.accumulateAndGet(new Stop(reason, cause, sendRest),
				(first, later) -> (first == null) ? later : first.followedBy(later));
		this.stop.tryEmitEmpty();
	}

	// A run that may be repeated must not send a batch that its source cut short: in the
	// next run the batch is longer, and has another key.
	private boolean isHalted(FlushReason cut) {
		Stop reason = this.stopped.get();
		return reason != null && (!reason.sendRest() || (this.repeatable && cut == FlushReason.END));
	}

	private Mono<BulkReport> end() {
		progress(true);
		BulkReport report = report();
		Stop reason = this.stopped.get();
		if (reason != null) {
			BulkWriteException failure = stopped(report, reason.reason(), reason.cause());
			logger.warn(failure.getMessage());
			return Mono.error(failure);
		}
		if (report.rejected() > 0) {
			logger.warn(
					"{} of {} records read by the bulk write to '{}' (workspace {}) were rejected, {} [correlation id {}]",
					report.rejected(), report.read(), this.target.objectName(), this.runtime.workspace(),
					RejectedRecords.summary(report.rejections()), this.correlationId);
		}
		return Mono.just(report);
	}

	private BulkReport report() {
		return this.tally.report(this.target.objectName(), this.correlationId);
	}

	private BulkWriteException interrupted(ExperitureException interrupt) {
		this.tally.breakOff(interrupt);
		progress(true);
		return stopped(report(), "Interrupted while waiting", interrupt);
	}

	private BulkWriteException stopped(BulkReport report, String reason, @Nullable Throwable cause) {
		boolean changed = report.accepted() > 0 || report.unresolved().stream().anyMatch(UnresolvedRecords::sent);
		return BulkWriteException
			.stopped(this.runtime.details(this.target.endpoint(), this.correlationId, this.target.objectName(), 0)
				.withEffect(changed ? Effect.POSSIBLE : Effect.NONE), report, reason, cause);
	}

	private synchronized void progress(boolean last) {
		if (!this.ended) {
			this.ended = last;
			this.listener.run(() -> this.options.progressListener().accept(this.tally.progress(last)));
		}
	}

	private record Taken(Range range, Submission submission) {
	}

	private record Stop(String reason, @Nullable Throwable cause, boolean sendRest) {

		// The first reason is the one to name. A batch that failed must not be overtaken
		// by later ones, whatever was first.
		Stop followedBy(Stop later) {
			return new Stop(this.reason, this.cause, this.sendRest && later.sendRest());
		}

	}

}
