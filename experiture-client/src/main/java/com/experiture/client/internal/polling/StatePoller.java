package com.experiture.client.internal.polling;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Operation;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.JobTimeoutException;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.time.TimeSource;

/**
 * Reads the state of one job until it has ended: less often the longer it stays the same.
 * The reads follow each other, on changing threads, with one correlation id. Transient
 * failures do not end the wait.
 *
 * @param <T> the type of the state
 */
public final class StatePoller<T> {

	private static final double GROWTH = 1.5;

	private final SafeCallback callback = new SafeCallback("The listener of a job failed");

	private final JobPoll<T> job;

	private final PollOptions<? super T> wait;

	private final Predicate<? super T> end;

	private final String correlationId;

	private final String workspace;

	private final TimeSource time;

	private final LongSupplier nanoTime;

	private final long start;

	private volatile Duration interval;

	private volatile @Nullable T last;

	private volatile @Nullable ExperitureException lastFailure;

	private volatile int reads;

	private StatePoller(JobPoll<T> job, PollOptions<? super T> wait, String correlationId, String workspace,
			TimeSource time) {
		this.job = job;
		this.wait = wait;
		this.end = (wait.until() != null) ? wait.until() : job.ended();
		this.correlationId = correlationId;
		this.workspace = workspace;
		this.time = time;
		this.nanoTime = time.nanoTime();
		this.start = this.nanoTime.getAsLong();
		this.interval = wait.shortestInterval();
	}

	/**
	 * Wait for the end of a job. Fails with a {@link JobTimeoutException} after the
	 * timeout.
	 * @param <T> the type of the state
	 * @param job the job
	 * @param wait the timeout and the intervals
	 * @param options the options of each read, without the idempotency key
	 * @param workspace the name of the workspace, for failures
	 * @param time the source of time
	 * @return the last state
	 */
	public static <T> Mono<T> await(JobPoll<T> job, PollOptions<? super T> wait, CallOptions options, String workspace,
			TimeSource time) {
		return Mono.deferContextual((context) -> {
			String correlationId = CorrelationIds.resolve(options, context);
			CallOptions each = options.toBuilder().idempotencyKey(null).correlationId(correlationId).build();
			return new StatePoller<>(job, wait, correlationId, workspace, time)
				.poll(Mono.defer(() -> job.read().apply(each)));
		});
	}

	private Mono<T> poll(Mono<T> read) {
		return Mono.defer(() -> read.timeout(readTimeout(), Mono.error(this::timeout)))
			.doOnNext(this::noteState)
			.onErrorResume(ExperitureException.class,
					(failure) -> failure.isTransient() ? Mono.fromRunnable(() -> noteFailure(failure))
							: Mono.error(failure))
			.filter(this.end)
			.repeatWhenEmpty((rounds) -> rounds.concatMap((round) -> pause()));
	}

	// There is one read at a time, so there is one writer at a time.
	private void noteState(T current) {
		T before = this.last;
		// Only the state: the progress of a running job changes with every read.
		boolean changed = before != null && !state(current).equals(state(before));
		this.reads++;
		this.last = current;
		this.lastFailure = null;
		this.interval = changed ? this.wait.shortestInterval() : this.interval;
		Consumer<? super T> listener = this.wait.onProgress();
		if (listener != null) {
			this.callback.run(() -> listener.accept(current));
		}
	}

	private void noteFailure(ExperitureException failure) {
		this.reads++;
		this.lastFailure = failure;
	}

	private Mono<Long> pause() {
		Duration remaining = remaining();
		if (remaining.isZero() || remaining.isNegative()) {
			return Mono.error(timeout());
		}
		double random = this.time.random(0.5, 1);
		Duration pause = shorter(scale(this.interval, random), remaining);
		this.interval = shorter(scale(this.interval, GROWTH), this.wait.longestInterval());
		return Mono.delay(pause);
	}

	private Duration remaining() {
		return this.wait.timeout().minusNanos(this.nanoTime.getAsLong() - this.start);
	}

	// The last read starts when the time has elapsed.
	private Duration readTimeout() {
		Duration remaining = remaining();
		Duration least = this.wait.shortestInterval();
		return (remaining.compareTo(least) > 0) ? remaining : least;
	}

	private String state(T read) {
		return this.job.state().apply(read);
	}

	private JobTimeoutException timeout() {
		Operation operation = this.job.operation();
		CallDetails call = new CallDetails(operation.id(), operation.method() + " " + operation.path(),
				this.correlationId, null, this.reads)
			.at(this.workspace, null);
		T last = this.last;
		return new JobTimeoutException(call, this.job.id(), this.wait.timeout(), (last != null) ? state(last) : null,
				this.job.resume(), this.lastFailure);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private static Duration scale(Duration duration, double factor) {
		return Duration.ofNanos((long) (duration.toNanos() * factor));
	}

}
