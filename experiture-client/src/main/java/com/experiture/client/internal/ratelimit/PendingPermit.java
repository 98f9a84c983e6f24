package com.experiture.client.internal.ratelimit;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A call that waits for a permit. The lock of the rate limiter guards whether it is
 * cancelled, and its permit.
 */
final class PendingPermit {

	private final MonoSink<Mono<Permit>> sink;

	private final long since;

	private final long deadline;

	private final AtomicBoolean reported = new AtomicBoolean();

	private boolean cancelled;

	private @Nullable Permit permit;

	PendingPermit(MonoSink<Mono<Permit>> sink, long since, long deadline) {
		this.sink = sink;
		this.since = since;
		this.deadline = deadline;
	}

	MonoSink<Mono<Permit>> sink() {
		return this.sink;
	}

	long since() {
		return this.since;
	}

	long deadline() {
		return this.deadline;
	}

	void cancel() {
		this.cancelled = true;
	}

	boolean isCancelled() {
		return this.cancelled;
	}

	void permit(Permit granted) {
		this.permit = granted;
	}

	@Nullable Permit permit() {
		return this.permit;
	}

	/**
	 * Note that the end of the wait is reported, which is done once.
	 * @return whether it was not reported before
	 */
	boolean firstReport() {
		return !this.reported.getAndSet(true);
	}

}
