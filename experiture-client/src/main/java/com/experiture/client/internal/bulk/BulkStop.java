package com.experiture.client.internal.bulk;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import com.experiture.client.error.Effect;
import com.experiture.client.error.IdempotencyKeyReusedException;
import com.experiture.client.error.ValidationException;
import com.experiture.client.internal.batch.BatchSender;
import com.experiture.client.internal.bulk.BulkBatch.Range;
import com.experiture.client.observation.FlushReason;

/**
 * Whether and why a bulk write ends before the end of its source.
 */
final class BulkStop {

	private final boolean repeatable;

	private final Sinks.Empty<Void> signal = Sinks.empty();

	private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();

	/**
	 * Create an instance.
	 * @param repeatable whether the run can be repeated with the same idempotency keys
	 */
	BulkStop(boolean repeatable) {
		this.repeatable = repeatable;
	}

	/**
	 * Return what completes when no more records are wanted.
	 */
	Mono<Void> signal() {
		return this.signal.asMono();
	}

	boolean isStopped() {
		return this.reason.get() != null;
	}

	/**
	 * Return the first reason.
	 * @return the reason, or {@code null} if the run was not stopped
	 */
	@Nullable Reason reason() {
		return this.reason.get();
	}

	/**
	 * Return whether a batch must not be sent. A run that can be repeated must not send a
	 * batch that ended early with its source: in the next run, the batch has more records
	 * and another key.
	 */
	boolean skips(FlushReason flushReason) {
		Reason current = this.reason.get();
		return current != null && (!current.sendRest() || (this.repeatable && flushReason == FlushReason.END));
	}

	void cancelled() {
		this.signal.tryEmitEmpty();
	}

	// Records that were read before are still sent.
	void sourceFailed(long position, Throwable thrown) {
		Throwable failure = Exceptions.unwrap(thrown);
		stop(new Reason("its source failed at position " + position + " with " + failure.getClass().getSimpleName(),
				failure, true));
	}

	void readerInterrupted() {
		stop(new Reason("the thread that reads the source was interrupted", null, true));
	}

	void batchFailed(Range range, Throwable cause) {
		stop(new Reason("a batch failed with " + cause.getMessage() + advice(range, cause), cause, false));
	}

	// The next batches would be rejected as well.
	void unknownFields(String description) {
		stop(new Reason("the records have a field that the object does not have: " + description, null, false));
	}

	void tooManyRejected(long maxRejected) {
		stop(new Reason("more than " + maxRejected + " records were rejected", null, false));
	}

	private void stop(Reason next) {
		this.reason.accumulateAndGet(next, (first, later) -> (first == null) ? later : first.followedBy(later));
		this.signal.tryEmitEmpty();
	}

	// A batch that was rejected could have been divided if it were known that none of its
	// records was written.
	private String advice(Range range, Throwable cause) {
		if (!(cause instanceof ValidationException rejection) || rejection instanceof IdempotencyKeyReusedException
				|| rejection.call().attempts() == 0) {
			return "";
		}
		if (rejection.effect() != Effect.NONE) {
			return "; an earlier attempt may have written the batch, so it was not sent under other idempotency keys. "
					+ (this.repeatable
							? "Start the run again with the same run id within 24 hours, which writes nothing twice, or look"
							: "Look")
					+ " whether the records " + range.first() + " to " + range.last()
					+ " are there before you write them again";
		}
		return (this.repeatable && BatchSender.mayConcernKey(rejection.error()))
				? "; the error response names no record and may concern the idempotency key of an earlier run, so the"
						+ " batch was not divided: correct its records, or use another run id if none of them was"
						+ " written before"
				: "";
	}

	/**
	 * Why the run ends early.
	 *
	 * @param text the reason
	 * @param cause the failure, or {@code null} if there is none
	 * @param sendRest whether batches that were read before are still sent
	 */
	record Reason(String text, @Nullable Throwable cause, boolean sendRest) {

		// The first reason is reported. After a batch has failed, later batches are not
		// sent, whatever the first reason is.
		Reason followedBy(Reason later) {
			return new Reason(this.text, this.cause, this.sendRest && later.sendRest());
		}

	}

}
