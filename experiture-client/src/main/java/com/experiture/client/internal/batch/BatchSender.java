package com.experiture.client.internal.batch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.error.ApiError;
import com.experiture.client.error.Effect;
import com.experiture.client.error.IdempotencyKeyReusedException;
import com.experiture.client.error.ValidationException;
import com.experiture.client.internal.call.SummarizedCalls;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.json.RecordPath;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.validation.RecordViolation;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.receipt.RecordResult;

/**
 * Sends batches until the outcome of their records is known. A batch that the API rejects
 * because of its records is divided until the rejected records are isolated.
 */
public final class BatchSender {

	// What an error response names if no record is the cause.
	private static final Set<String> PARTS_OF_THE_REQUEST = Set.of("matchKey", "objectName", "object_name", "body");

	private final ClientRuntime runtime;

	private final CallOptions options;

	private final BatchPolicy policy;

	private final UnknownFieldDetector unknownFields;

	private final BatchCall call;

	private final RecordsJobs jobs;

	/**
	 * Create a sender.
	 * @param context the client view, with the correlation id of the calls
	 * @param policy how long to retry and to wait
	 * @param unknownFields detects fields that the object does not have
	 * @param retryLog logs that batches are retried
	 */
	public BatchSender(BatchContext context, BatchPolicy policy, UnknownFieldDetector unknownFields,
			RetryLog retryLog) {
		this.runtime = context.runtime();
		this.options = context.call().toBuilder().idempotencyKey(null).build();
		this.policy = policy;
		this.unknownFields = unknownFields;
		this.call = new BatchCall(context.pipeline(), this.runtime, this.options, policy, retryLog);
		this.jobs = new RecordsJobs(context.pipeline(), this.runtime, this.options);
	}

	/**
	 * Send a batch.
	 * @param target the target
	 * @param batch the records
	 * @param identity identifies the batch: the idempotency keys are derived from it
	 * @return the submission, once the API has accepted or rejected the batch
	 */
	public Mono<Submission> submit(RecordTarget target, EncodedBatch batch, String identity) {
		return SummarizedCalls.within(Mono.defer(() -> {
			if (!this.unknownFields.isValidated()) {
				return sendAll(target, batch, identity);
			}
			// Reads all records, and may wait for the schema.
			return this.unknownFields.validate(target, batch)
				.subscribeOn(this.runtime.executor().scheduler())
				.flatMap((violations) -> violations.isEmpty() || isLeftToApi(violations.get(0))
						? sendAll(target, batch, identity) : sendRest(target, batch, violations, identity));
		}));
	}

	// A batch that may be sent again is sent whole or not at all, see BatchDivision.
	private boolean isLeftToApi(RecordViolation violation) {
		return this.policy.repeatable() && violation.field() != null;
	}

	private Mono<Submission> sendAll(RecordTarget target, EncodedBatch batch, String identity) {
		BatchDivision division = new BatchDivision(batch);
		Mono<Submission> submission = division.needsCheck(this.unknownFields)
				? removeUnknown(division).then(Mono.defer(() -> divide(target, division, identity)))
				: sendWhole(target, batch, division, identity);
		return submission.map((sent) -> sent.of(batch.size(), batch.length()));
	}

	private Mono<Submission> sendRest(RecordTarget target, EncodedBatch batch, List<RecordViolation> violations,
			String identity) {
		RecordViolation first = violations.get(0);
		if (first.field() == null) {
			return Mono.error(first.invalidField()
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
		return sendAll(target, valid, identity).onErrorResume(
				(failure) -> Mono.just(new Submission(null, Mono.just(BatchResult.failed(valid.indexes(), failure)))))
			.map((submission) -> submission.withResult((result) -> result
				.onErrorResume((failure) -> Mono.just(BatchResult.unresolved(valid.indexes(), true, failure)))
				.map((known) -> known.with(rejections))));
	}

	private Mono<Submission> sendWhole(RecordTarget target, EncodedBatch batch, BatchDivision division,
			String identity) {
		return send(target, batch, identity).flatMap((submission) -> examined(submission, batch))
			.onErrorResume(ValidationException.class,
					(ex) -> isDivisible(ex)
							? rejected(division, ex.error()).then(Mono.defer(() -> divide(target, division, identity)))
							: Mono.error(ex));
	}

	// The body of a batch was released before its job ends.
	private Mono<Submission> examined(Submission submission, EncodedBatch batch) {
		String jobId = submission.jobId();
		if (jobId != null) {
			return Mono.just(new Submission(jobId, SummarizedCalls.within(submission.result()
				.delayUntil((result) -> this.unknownFields.examine(result.rejections(), null)))));
		}
		return submission.result()
			.delayUntil((result) -> this.unknownFields.examine(result.rejections(), batch::record))
			.map((result) -> new Submission(null, Mono.just(result)));
	}

	private Mono<Void> rejected(BatchDivision division, ApiError error) {
		division.rejected(error);
		BatchDivision.NamedRecord named = division.named();
		Mono<Void> examined = (named != null)
				? this.unknownFields.examine(List.of(named.result()), (index) -> named.json()) : Mono.empty();
		return examined
			.then(Mono.defer(() -> division.needsCheck(this.unknownFields) ? removeUnknown(division) : Mono.empty()));
	}

	// Reads many records again.
	private Mono<Void> removeUnknown(BatchDivision division) {
		return Mono.<Void>fromRunnable(() -> division.removeUnknown(this.unknownFields, this.policy.repeatable()))
			.subscribeOn(this.runtime.executor().scheduler());
	}

	private Mono<Submission> send(RecordTarget target, EncodedBatch batch, String identity) {
		int[] indexes = batch.indexes();
		return this.call.send(target, batch, identity).map((receipt) -> submission(target, receipt, indexes));
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
			.then(Mono.fromSupplier(division::result))
			// The results of the other parts must not be lost.
			.onErrorResume((failure) -> Mono.fromSupplier(() -> division.abort(failure)))
			.map((result) -> new Submission(null, Mono.just(result)));
	}

	private Mono<Void> sendPart(RecordTarget target, BatchDivision division, String identity) {
		EncodedBatch part = division.next();
		if (part == null) {
			return Mono.empty();
		}
		InvalidField stopReason = division.stopReason();
		if (stopReason != null) {
			return Mono.error(stopReason
				.in(this.runtime.details(target.endpoint(), this.options.correlationId(), target.objectName(), 0)));
		}
		return send(target, part, identity).map(Submission::result)
			.doOnNext((result) -> division.submitted())
			.onErrorResume(ValidationException.class, (ex) -> {
				if (!isDivisible(ex) || division.isAbandoned()) {
					return Mono.error(ex);
				}
				return rejected(division, ex.error()).thenReturn(Mono.empty());
			})
			.flatMap((result) -> result)
			.doOnNext(division::completed)
			.then();
	}

	// The parts have their own keys, so nothing must have been written under the key of
	// the batch.
	private boolean isDivisible(ValidationException rejection) {
		return rejection.effect() == Effect.NONE && !(rejection instanceof IdempotencyKeyReusedException)
				&& concernsRecords(rejection.error())
				&& !(this.policy.repeatable() && mayConcernKey(rejection.error()));
	}

	// A wrong match key, for example, is not caused by a record.
	private static boolean concernsRecords(ApiError error) {
		return error.path() == null || error.status() == 413 || !PARTS_OF_THE_REQUEST.contains(error.path());
	}

	/**
	 * Return whether an error response can be about the idempotency key, which an earlier
	 * run may have used for other records. How the API reports this is not documented, so
	 * all responses count that name neither a record nor the size of the body.
	 */
	public static boolean mayConcernKey(ApiError error) {
		return error.status() != 413 && RecordPath.of(error.path()) == null;
	}

	/**
	 * A batch that was sent.
	 *
	 * @param jobId the job that writes the records, or {@code null} if there is none
	 * @param result the outcome of the records
	 * @param records how many records were sent
	 * @param bytes the length of their body
	 */
	public record Submission(@Nullable String jobId, Mono<BatchResult> result, int records, int bytes) {

		Submission(@Nullable String jobId, Mono<BatchResult> result) {
			this(jobId, result, 0, 0);
		}

		Submission of(int records, int bytes) {
			return new Submission(this.jobId, this.result, records, bytes);
		}

		Submission withResult(UnaryOperator<Mono<BatchResult>> change) {
			return new Submission(this.jobId, change.apply(this.result), this.records, this.bytes);
		}

	}

}
