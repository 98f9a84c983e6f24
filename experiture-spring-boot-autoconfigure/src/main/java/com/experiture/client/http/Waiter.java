package com.experiture.client.http;

import java.util.concurrent.atomic.AtomicBoolean;

import reactor.core.publisher.MonoSink;

/**
 * A call that waits at a gate. The gate guards whether it is gone, and whether it has a
 * permit.
 */
final class Waiter {

	private final MonoSink<RuntimeException> sink;

	private final long since;

	private final long deadline;

	private final AtomicBoolean reported = new AtomicBoolean();

	private boolean gone;

	private boolean permitted;

	Waiter(MonoSink<RuntimeException> sink, long since, long deadline) {
		this.sink = sink;
		this.since = since;
		this.deadline = deadline;
	}

	MonoSink<RuntimeException> sink() {
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

	void permit() {
		this.permitted = true;
	}

	boolean isPermitted() {
		return this.permitted;
	}

	/**
	 * Claim the report of how the wait ended, which is made once.
	 * @return whether it was not made yet
	 */
	boolean claimReport() {
		return !this.reported.getAndSet(true);
	}

}
