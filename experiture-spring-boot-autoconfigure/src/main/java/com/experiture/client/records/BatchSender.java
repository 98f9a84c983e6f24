package com.experiture.client.records;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.error.ValidationException;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.CallPipeline;
import com.experiture.client.http.IdempotencyKey;
import com.experiture.client.http.JobWait;
import com.experiture.client.http.StatePoller;
import com.experiture.client.json.EncodedBatch;

/**
 * Sends batches until the outcome of their records is known. A batch that the API refuses
 * for its records is divided until those at fault are alone.
 */
final class BatchSender {

	// What a refusal names where no record is at fault.
	private static final Set<String> PARTS_OF_THE_REQUEST = Set.of("matchKey", "objectName", "object_name", "body");

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private final CallPipeline pipeline;

	private final CallOptions options;

	private final Duration patience;

	private final JobWait<Object> jobWait;

	private final ReactiveRecordsClient jobs;

	BatchSender(CallPipeline pipeline, CallOptions options, Duration patience, JobWait<Object> jobWait) {
		this.pipeline = pipeline;
		this.options = new CallOptions(null, options.correlationId(), options.timeout());
		this.patience = patience;
		this.jobWait = jobWait;
		this.jobs = new DefaultReactiveRecordsClient(pipeline, this.options);
	}

	/**
	 * Send a batch.
	 * @param target where to
	 * @param batch the records
	 * @param identity what makes the batch unique: the same leads to the same idempotency
	 * keys
	 * @return what the API made of it, once it has taken the batch
	 */
	Mono<Submission> submit(RecordTarget target, EncodedBatch batch, String identity) {
		return send(target, batch, identity).onErrorResume(ValidationException.class,
				(ex) -> concernsRecords(ex.error()) ? divide(target, new BatchDivision(batch, ex.error()), identity)
						: Mono.error(ex));
	}

	private Mono<Submission> send(RecordTarget target, EncodedBatch batch, String identity) {
		int[] indexes = batch.indexes();
		return call(target, batch, key(target, batch, identity)).map((receipt) -> submission(target, receipt, indexes));
	}

	private Mono<BatchReceipt> call(RecordTarget target, EncodedBatch batch, IdempotencyKey key) {
		return Mono.defer(() -> {
			long start = this.pipeline.nanoTime().getAsLong();
			AtomicReference<@Nullable Throwable> sent = new AtomicReference<>();
			return this.pipeline.call(target.request(batch), this.options.idempotencyKey(key))
				.retryWhen(Retry.from((signals) -> signals.concatMap((signal) -> pause(signal, start, sent))));
		});
	}

	private Publisher<Long> pause(Retry.RetrySignal signal, long start, AtomicReference<@Nullable Throwable> sent) {
		Throwable failure = signal.failure();
		Duration pause = pause(failure, signal.totalRetries());
		Duration elapsed = Duration.ofNanos(this.pipeline.nanoTime().getAsLong() - start);
		if (StatePoller.mayPass(failure) && elapsed.plus(pause).compareTo(this.patience) < 0) {
			sent.compareAndSet(null, mayBeSent(failure) ? failure : null);
			return Mono.delay(pause);
		}
		Throwable earlier = sent.get();
		if (earlier != null && !mayBeSent(failure)) {
			failure.addSuppressed(earlier);
		}
		return Mono.error(failure);
	}

	/**
	 * Return whether the records may have been written.
	 * @param failure the failure of the last call, with the one of an earlier call that
	 * was sent, if that differs
	 */
	static boolean mayBeSent(Throwable failure) {
		return failure.getSuppressed().length > 0
				|| !(failure instanceof InvalidRequestException || isUnsent(failure) || isRefused(failure));
	}

	private static boolean isUnsent(Throwable failure) {
		return failure instanceof ExperitureException known && known.call().attempts() == 0;
	}

	private static boolean isRefused(Throwable failure) {
		return failure instanceof ApiException refusal && refusal.error().status() < 500
				&& refusal.call().attempts() == 1;
	}

	private static Duration pause(Throwable failure, long retries) {
		if (failure instanceof RateLimitedException limited && limited.retryAfter() != null) {
			return limited.retryAfter();
		}
		long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(retries, 10));
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
	}

	private Submission submission(RecordTarget target, BatchReceipt receipt, int[] indexes) {
		String jobId = receipt.jobId();
		return (jobId == null) ? new Submission(null, Mono.just(Settlement.of(receipt, indexes)))
				: new Submission(jobId, this.jobs.awaitJob(target.objectName(), jobId, this.jobWait)
					.map((job) -> Settlement.of(job, jobId, indexes)));
	}

	private Mono<Submission> divide(RecordTarget target, BatchDivision division, String identity) {
		return Mono.defer(() -> sendPart(target, division, identity))
			.repeat(() -> division.next() != null)
			.then(Mono.fromSupplier(division::settlement))
			// What is known of the other parts must not get lost.
			.onErrorResume((failure) -> Mono.fromSupplier(() -> division.brokenOff(failure, mayBeSent(failure))))
			.map((settlement) -> new Submission(null, Mono.just(settlement)));
	}

	private Mono<Void> sendPart(RecordTarget target, BatchDivision division, String identity) {
		EncodedBatch part = division.next();
		if (part == null) {
			return Mono.empty();
		}
		return send(target, part, identity).map(Submission::settlement)
			.onErrorResume(ValidationException.class, (ex) -> {
				if (!concernsRecords(ex.error()) || division.isHopeless()) {
					return Mono.error(ex);
				}
				division.refused(ex.error());
				return Mono.just(Mono.empty());
			})
			.flatMap((settlement) -> settlement)
			.doOnNext(division::settled)
			.then();
	}

	// A wrong match key, for instance, is no record's fault.
	private static boolean concernsRecords(ApiError error) {
		return error.path() == null || error.status() == 413 || !PARTS_OF_THE_REQUEST.contains(error.path());
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
	 */
	record Submission(@Nullable String jobId, Mono<Settlement> settlement) {
	}

}
