package com.experiture.client.internal.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

import com.experiture.client.internal.concurrent.SafeCallback;

/**
 * Ends what waits when the client is closed. Requests that are in flight are left to
 * their end.
 */
final class Closing {

	private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

	private final SafeCallback callback = new SafeCallback("What waited failed when the client was closed");

	private volatile boolean closed;

	boolean isClosed() {
		return this.closed;
	}

	void close() {
		this.closed = true;
		List.copyOf(this.waiting).forEach(this.callback::run);
	}

	/**
	 * Run something when the client is closed, at once if it is closed already.
	 * @return removes it
	 */
	Runnable onClose(Runnable action) {
		Once once = new Once(action, this.waiting);
		this.waiting.add(once);
		if (this.closed) {
			this.callback.run(once);
		}
		return () -> this.waiting.remove(once);
	}

	/**
	 * Return a wait that is over at once when the client is closed.
	 */
	Mono<Long> delay(Duration time) {
		return Mono.delay(time).takeUntilOther(signal()).defaultIfEmpty(0L);
	}

	/**
	 * Return a call that fails when the client is closed while it waits.
	 */
	<T> Mono<T> end(Mono<T> call, BooleanSupplier waits, Supplier<? extends Throwable> failure) {
		return Mono.firstWithSignal(call,
				signal().then(Mono.defer(() -> waits.getAsBoolean() ? Mono.<T>error(failure.get()) : Mono.<T>never())));
	}

	private Mono<Void> signal() {
		return Mono.create((sink) -> {
			Runnable remove = onClose(sink::success);
			sink.onDispose(remove::run);
		});
	}

	private record Once(Runnable action, Set<Runnable> waiting) implements Runnable {

		@Override
		public void run() {
			if (this.waiting.remove(this)) {
				this.action.run();
			}
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
