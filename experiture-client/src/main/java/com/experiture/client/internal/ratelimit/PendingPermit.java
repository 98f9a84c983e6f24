package com.experiture.client.internal.ratelimit;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A call that asks for its turn. The lock of the limiter guards whether it is gone, and
 * its permit.
 */
final class PendingPermit {

	private final MonoSink<Mono<Permit>> sink;

	private final long since;

	private final long deadline;

	private final AtomicBoolean reported = new AtomicBoolean();

	private boolean gone;

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

	void goes() {
		this.gone = true;
	}

	boolean isGone() {
		return this.gone;
	}

	void permit(Permit granted) {
		this.permit = granted;
	}

	@Nullable Permit permit() {
		return this.permit;
	}

	/**
	 * Claim the report of how the wait ended, which is made once.
	 * @return whether it was not made yet
	 */
	boolean claimReport() {
		return !this.reported.getAndSet(true);
	}

}
