package com.experiture.client.internal.batch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.retry.Retry;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.settings.RateLimit;

/**
 * The call that sends a batch or a part of it, with retries beyond those of a single
 * call.
 */
final class BatchCall {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final CallOptions options;

	private final BatchPolicy policy;

	private final RetryLog retryLog;

	BatchCall(CallPipeline pipeline, ClientRuntime runtime, CallOptions options, BatchPolicy policy,
			RetryLog retryLog) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.options = options;
		this.policy = policy;
		this.retryLog = retryLog;
	}

	/**
	 * Send a batch, and send it again with the same idempotency key if its call failed
	 * with a transient error.
	 * @param target the target
	 * @param batch the records
	 * @param identity identifies the batch of which this is all or a part
	 * @return the response
	 */
	Mono<BatchReceipt> send(RecordTarget target, EncodedBatch batch, String identity) {
		IdempotencyKey key = key(target, batch, identity);
		return Mono.defer(() -> {
			long start = this.runtime.time().nanoTime().getAsLong();
			AtomicReference<@Nullable ExperitureException> before = new AtomicReference<>();
			return Mono
				.defer(() -> this.pipeline.call(target.request(batch).after(BatchResult.effect(before.get())),
						this.options.toBuilder().idempotencyKey(key).build()))
				.retryWhen(Retry.from((signals) -> signals.concatMap((signal) -> pause(target, signal, start, before))))
				.doFinally((signal) -> {
					if (before.get() != null) {
						this.retryLog.ended(target.objectName(), signal == SignalType.ON_COMPLETE);
					}
				});
		});
	}

	private Publisher<Long> pause(RecordTarget target, Retry.RetrySignal signal, long start,
			AtomicReference<@Nullable ExperitureException> before) {
		Throwable failure = signal.failure();
		if (!(failure instanceof ExperitureException known)) {
			// The client was closed in the meantime, which must not hide what was sent.
			ExperitureException earlier = before.get();
			return Mono.error((earlier != null && earlier.effect() != Effect.NONE) ? earlier : failure);
		}
		Duration pause = pause(failure, signal.totalRetries());
		Duration elapsed = Duration.ofNanos(this.runtime.time().nanoTime().getAsLong() - start);
		boolean keyIsKnown = known.effect() == Effect.NONE || elapsed.plus(pause).compareTo(IdempotencyKey.MEMORY) < 0;
		if (known.isTransient() && keyIsKnown && elapsed.plus(pause).compareTo(this.policy.retryTimeout()) < 0) {
			if (before.getAndSet(known) == null) {
				this.retryLog.started(target.objectName(), known, this.policy.retryTimeout().minus(elapsed));
			}
			return this.runtime.lifecycle().delay(pause);
		}
		return Mono.error(failure);
	}

	private Duration pause(Throwable failure, long retries) {
		if (failure instanceof RateLimitedException limited && limited.retryAfter() != null) {
			// The rate limiter sends a probe after this time, whatever the API asked for.
			return (limited.retryAfter().compareTo(RateLimit.MAX_PAUSE) > 0) ? RateLimit.MAX_PAUSE
					: limited.retryAfter();
		}
		long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(retries, 10));
		return Duration.ofMillis((long) this.runtime.time().random(longest / 2.0, longest + 1.0));
	}

	// The parts of a batch differ in their first record or in their size.
	private static IdempotencyKey key(RecordTarget target, EncodedBatch batch, String identity) {
		return IdempotencyKey.of(identity, target.endpoint().id(), target.objectName(),
				(target.matchKey() != null) ? target.matchKey() : "", batch.indexes()[0], batch.size());
	}

}
