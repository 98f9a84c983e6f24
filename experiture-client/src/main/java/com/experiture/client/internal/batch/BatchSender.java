package com.experiture.client.internal.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.retry.Retry;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.error.ApiError;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.IdempotencyKeyReusedException;
import com.experiture.client.error.InvalidField;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.error.ValidationException;
import com.experiture.client.internal.call.SummarizedCalls;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.json.RecordPath;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.validation.RecordViolation;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.settings.RateLimit;

/**
 * Sends batches until the outcome of their records is known. A batch that the API refuses
 * for its records is divided until those at fault are alone.
 */
public final class BatchSender {

	// What a refusal names where no record is at fault.
	private static final Set<String> PARTS_OF_THE_REQUEST = Set.of("matchKey", "objectName", "object_name", "body");

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final CallOptions options;

	private final BatchPolicy policy;

	private final UnknownFields unknownFields;

	private final OutageLog outage;

	private final RecordsJobs jobs;

	/**
	 * Create a sender.
	 * @param pipeline makes the calls
	 * @param runtime the shared parts of the client
	 * @param options the correlation id and the timeout of each call
	 * @param policy how long to repeat what fails
	 * @param unknownFields the fields that records are known to have in vain
	 * @param outage tells of failures that pass
	 */
	public BatchSender(CallPipeline pipeline, ClientRuntime runtime, CallOptions options, BatchPolicy policy,
			UnknownFields unknownFields, OutageLog outage) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.options = options.toBuilder().idempotencyKey(null).build();
		this.policy = policy;
		this.unknownFields = unknownFields;
		this.outage = outage;
		this.jobs = new RecordsJobs(pipeline, runtime, this.options);
	}

	/**
	 * Send a batch.
	 * @param target where to
	 * @param batch the records
	 * @param identity what makes the batch unique: the same leads to the same idempotency
	 * keys
	 * @return what the API made of it, once it has taken the batch
	 */
	public Mono<Submission> submit(RecordTarget target, EncodedBatch batch, String identity) {
		return SummarizedCalls.within(Mono.defer(() -> {
			if (!this.unknownFields.isValidated()) {
				return sendAll(target, batch, identity);
			}
			// There may be many records, and a schema to wait for.
			return this.unknownFields.validate(target, batch)
				.subscribeOn(this.runtime.executor().scheduler())
				.flatMap((violations) -> violations.isEmpty() || isForTheApi(violations.get(0))
						? sendAll(target, batch, identity) : sendRest(target, batch, violations, identity));
		}));
	}

	// A batch that may be sent again is sent whole or not at all, see BatchDivision.
	private boolean isForTheApi(RecordViolation violation) {
		return this.policy.repeatable() && violation.field() != null;
	}

	private Mono<Submission> sendAll(RecordTarget target, EncodedBatch batch, String identity) {
		BatchDivision division = new BatchDivision(batch);
		Mono<Submission> submission = division.isToBeJudged(this.unknownFields)
				? judge(division).then(Mono.defer(() -> divide(target, division, identity)))
				: sendWhole(target, batch, division, identity);
		return submission.map((sent) -> sent.of(batch.size(), batch.length()));
	}

	private Mono<Submission> sendRest(RecordTarget target, EncodedBatch batch, List<RecordViolation> violations,
			String identity) {
		RecordViolation first = violations.get(0);
		if (first.field() == null) {
			return Mono.error(first.refusal()
				.in(this.runtime.details(target.endpoint(), this.options.correlationId(), target.objectName(), 0)));
		}
		BitSet rest = new BitSet();
		rest.set(0, batch.size());
		List<RecordResult> rejections = new ArrayList<>();
		for (RecordViolation violation : violations) {
			rest.clear(violation.index());
			rejections.add(new RecordResult(batch.indexes()[violation.index()], false, violation.code(),
					violation.field(), violation.reason(), false));
		}
		if (rest.isEmpty()) {
			return Mono.just(new Submission(null, Mono.just(new BatchResult(0, rejections, 0, null, null))));
		}
		EncodedBatch valid = batch.only(rest);
		return sendAll(target, valid, identity)
			.onErrorResume((failure) -> Mono.just(new Submission(null,
					Mono.just(BatchResult.unknown(valid.indexes(), effect(failure) != Effect.NONE, failure)))))
			.map((submission) -> submission.settledBy((settlement) -> settlement
				.onErrorResume((failure) -> Mono.just(BatchResult.unknown(valid.indexes(), true, failure)))
				.map((settled) -> settled.and(rejections))));
	}

	private Mono<Submission> sendWhole(RecordTarget target, EncodedBatch batch, BatchDivision division,
			String identity) {
		return send(target, batch, identity).flatMap((submission) -> examined(submission, batch))
			.onErrorResume(ValidationException.class,
					(ex) -> isDivisible(ex)
							? refused(division, ex.error()).then(Mono.defer(() -> divide(target, division, identity)))
							: Mono.error(ex));
	}

	// When a job has ended, the body of its batch is gone.
	private Mono<Submission> examined(Submission submission, EncodedBatch batch) {
		String jobId = submission.jobId();
		if (jobId != null) {
			return Mono.just(new Submission(jobId, SummarizedCalls.within(submission.settlement()
				.delayUntil((settlement) -> this.unknownFields.examine(settlement.rejections(), null)))));
		}
		return submission.settlement()
			.delayUntil((settlement) -> this.unknownFields.examine(settlement.rejections(), batch::record))
			.map((settlement) -> new Submission(null, Mono.just(settlement)));
	}

	private Mono<Void> refused(BatchDivision division, ApiError error) {
		division.refused(error);
		BatchDivision.Named named = division.named();
		Mono<Void> examined = (named != null)
				? this.unknownFields.examine(List.of(named.outcome()), (index) -> named.json()) : Mono.empty();
		return examined
			.then(Mono.defer(() -> division.isToBeJudged(this.unknownFields) ? judge(division) : Mono.empty()));
	}

	// Many records may have to be read again.
	private Mono<Void> judge(BatchDivision division) {
		return Mono.<Void>fromRunnable(() -> division.judge(this.unknownFields, this.policy.repeatable()))
			.subscribeOn(this.runtime.executor().scheduler());
	}

	private Mono<Submission> send(RecordTarget target, EncodedBatch batch, String identity) {
		int[] indexes = batch.indexes();
		return call(target, batch, key(target, batch, identity)).map((receipt) -> submission(target, receipt, indexes));
	}

	private Mono<BatchReceipt> call(RecordTarget target, EncodedBatch batch, IdempotencyKey key) {
		return Mono.defer(() -> {
			long start = this.runtime.time().nanoTime().getAsLong();
			AtomicReference<@Nullable ExperitureException> before = new AtomicReference<>();
			return Mono
				.defer(() -> this.pipeline.call(target.request(batch).after(effect(before.get())),
						this.options.toBuilder().idempotencyKey(key).build()))
				.retryWhen(Retry.from((signals) -> signals.concatMap((signal) -> pause(target, signal, start, before))))
				.doFinally((signal) -> {
					if (before.get() != null) {
						this.outage.ends(target.objectName(), signal == SignalType.ON_COMPLETE);
					}
				});
		});
	}

	private Publisher<Long> pause(RecordTarget target, Retry.RetrySignal signal, long start,
			AtomicReference<@Nullable ExperitureException> before) {
		Throwable failure = signal.failure();
		if (!(failure instanceof ExperitureException known)) {
			// The client was closed meanwhile, which must not hide what was sent before.
			ExperitureException earlier = before.get();
			return Mono.error((earlier != null && earlier.effect() != Effect.NONE) ? earlier : failure);
		}
		Duration pause = pause(failure, signal.totalRetries());
		Duration elapsed = Duration.ofNanos(this.runtime.time().nanoTime().getAsLong() - start);
		boolean keyIsKnown = known.effect() == Effect.NONE || elapsed.plus(pause).compareTo(IdempotencyKey.MEMORY) < 0;
		if (known.isTransient() && keyIsKnown && elapsed.plus(pause).compareTo(this.policy.retryTimeout()) < 0) {
			if (before.getAndSet(known) == null) {
				this.outage.begins(target.objectName(), known, this.policy.retryTimeout().minus(elapsed));
			}
			return this.runtime.lifecycle().delay(pause);
		}
		return Mono.error(failure);
	}

	/**
	 * Return what is known of the effect of a batch that failed. What was thrown before
	 * the batch reached the pipeline, or by a closed client, has none.
	 */
	public static Effect effect(@Nullable Throwable failure) {
		return (failure instanceof ExperitureException known) ? known.effect() : Effect.NONE;
	}

	private Duration pause(Throwable failure, long retries) {
		if (failure instanceof RateLimitedException limited && limited.retryAfter() != null) {
			// Then the rate limiter probes, whatever the API asked for.
			return (limited.retryAfter().compareTo(RateLimit.MAX_PAUSE) > 0) ? RateLimit.MAX_PAUSE
					: limited.retryAfter();
		}
		long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(retries, 10));
		return Duration.ofMillis((long) this.runtime.time().random(longest / 2.0, longest + 1.0));
	}

	private Submission submission(RecordTarget target, BatchReceipt receipt, int[] indexes) {
		String jobId = receipt.jobId();
		return (jobId == null) ? new Submission(null, Mono.just(BatchResult.of(receipt, indexes)))
				: new Submission(jobId, this.jobs.await(target.objectName(), jobId, this.policy.jobPolling())
					.map((job) -> BatchResult.of(job, jobId, indexes)));
	}

	private Mono<Submission> divide(RecordTarget target, BatchDivision division, String identity) {
		return Mono.defer(() -> sendPart(target, division, identity))
			.repeat(() -> division.next() != null)
			.then(Mono.fromSupplier(division::settlement))
			// What is known of the other parts must not get lost.
			.onErrorResume((failure) -> Mono.fromSupplier(() -> division.brokenOff(failure, effect(failure))))
			.map((settlement) -> new Submission(null, Mono.just(settlement)));
	}

	private Mono<Void> sendPart(RecordTarget target, BatchDivision division, String identity) {
		EncodedBatch part = division.next();
		if (part == null) {
			return Mono.empty();
		}
		InvalidField fault = division.halted();
		if (fault != null) {
			return Mono.error(fault
				.in(this.runtime.details(target.endpoint(), this.options.correlationId(), target.objectName(), 0)));
		}
		return send(target, part, identity).map(Submission::settlement)
			.doOnNext((settlement) -> division.taken())
			.onErrorResume(ValidationException.class, (ex) -> {
				if (!isDivisible(ex) || division.isHopeless()) {
					return Mono.error(ex);
				}
				return refused(division, ex.error()).thenReturn(Mono.empty());
			})
			.flatMap((settlement) -> settlement)
			.doOnNext(division::settled)
			.then();
	}

	// The parts go out under keys of their own, so nothing of the batch may have been
	// written under the key that it had.
	private boolean isDivisible(ValidationException refusal) {
		return refusal.effect() == Effect.NONE && !(refusal instanceof IdempotencyKeyReusedException)
				&& concernsRecords(refusal.error()) && !(this.policy.repeatable() && mayConcernKey(refusal.error()));
	}

	// A wrong match key, for instance, is no record's fault.
	private static boolean concernsRecords(ApiError error) {
		return error.path() == null || error.status() == 413 || !PARTS_OF_THE_REQUEST.contains(error.path());
	}

	/**
	 * Return whether a refusal may mean the idempotency key, which an earlier run may
	 * have used for other records. How the API says so is not documented, so anything
	 * counts that names neither a record nor the size of the body.
	 */
	public static boolean mayConcernKey(ApiError error) {
		return error.status() != 413 && RecordPath.of(error.path()) == null;
	}

	// The parts of a batch differ in their first record or in their size.
	private static IdempotencyKey key(RecordTarget target, EncodedBatch batch, String identity) {
		return IdempotencyKey.of(identity, target.endpoint().id(), target.objectName(),
				(target.matchKey() != null) ? target.matchKey() : "", batch.indexes()[0], batch.size());
	}

	/**
	 * A batch that the API has taken.
	 *
	 * @param jobId the job that carries it out, or {@code null} where there is none
	 * @param settlement what became of its records
	 * @param records how many records were sent
	 * @param bytes the length of their body
	 */
	public record Submission(@Nullable String jobId, Mono<BatchResult> settlement, int records, int bytes) {

		public Submission(@Nullable String jobId, Mono<BatchResult> settlement) {
			this(jobId, settlement, 0, 0);
		}

		Submission of(int records, int bytes) {
			return new Submission(this.jobId, this.settlement, records, bytes);
		}

		Submission settledBy(UnaryOperator<Mono<BatchResult>> change) {
			return new Submission(this.jobId, change.apply(this.settlement), this.records, this.bytes);
		}

	}

}
