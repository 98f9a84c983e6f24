package com.experiture.client.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import reactor.core.publisher.Mono;

/**
 * Lets the calls of one endpoint class through. After a 429 it is shut for all of them
 * until the time that the API named.
 */
final class Gate {

	private final LongSupplier nanoTime;

	private final AtomicLong opensAt;

	Gate(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.opensAt = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Complete when the gate is open. A cancelled wait leaves nothing behind.
	 */
	Mono<Void> pass() {
		return Mono.defer(() -> {
			long wait = this.opensAt.get() - this.nanoTime.getAsLong();
			return (wait <= 0) ? Mono.empty() : Mono.delay(Duration.ofNanos(wait)).then(pass());
		});
	}

	void shut(Duration time) {
		long until = this.nanoTime.getAsLong() + time.toNanos();
		this.opensAt.accumulateAndGet(until, (current, other) -> (other - current > 0) ? other : current);
	}

}
