package com.experiture.client.internal.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

import com.experiture.client.internal.concurrent.SafeCallback;

/**
 * Whether a client is open. Waits end when it is closed; requests in flight do not.
 */
public final class ClientLifecycle {

	private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();

	private final SafeCallback callback = new SafeCallback("What waited failed when the client was closed");

	private volatile boolean closed;

	/**
	 * Return whether the client is closed.
	 * @return whether it is closed
	 */
	public boolean isClosed() {
		return this.closed;
	}

	/**
	 * Close the client. All waits end at once.
	 */
	public void close() {
		this.closed = true;
		List.copyOf(this.actions).forEach(this.callback::run);
	}

	/**
	 * Run an action when the client is closed, at once if it is closed already.
	 * @param action the action; it must not block
	 * @return removes the action
	 */
	public Runnable onClose(Runnable action) {
		Once once = new Once(action, this.actions);
		this.actions.add(once);
		if (this.closed) {
			this.callback.run(once);
		}
		return () -> this.actions.remove(once);
	}

	/**
	 * Wait, at most until the client is closed.
	 * @param time the duration of the wait
	 * @return the end of the wait
	 */
	public Mono<Long> delay(Duration time) {
		return Mono.delay(time).takeUntilOther(signal()).defaultIfEmpty(0L);
	}

	/**
	 * Fail work of several calls that changes nothing, such as waiting for a job, with an
	 * {@link IllegalStateException} when the client is closed.
	 * @param <T> the type of the result
	 * @param work the work
	 * @return the same work
	 */
	public <T> Mono<T> untilClosed(Mono<T> work) {
		return untilClosed(work, () -> true, ClosedClientException::new);
	}

	/**
	 * Fail a call if the client is closed while it waits.
	 * @param <T> the type of the result
	 * @param call the call
	 * @param waits returns whether the call waits now
	 * @param failure returns the failure of a call that waits
	 * @return the same call
	 */
	public <T> Mono<T> untilClosed(Mono<T> call, BooleanSupplier waits, Supplier<? extends Throwable> failure) {
		return Mono.firstWithSignal(call,
				signal().then(Mono.defer(() -> waits.getAsBoolean() ? Mono.<T>error(failure.get()) : Mono.<T>never())));
	}

	private Mono<Void> signal() {
		return Mono.create((sink) -> {
			Runnable remove = onClose(sink::success);
			sink.onDispose(remove::run);
		});
	}

	private record Once(Runnable action, Set<Runnable> actions) implements Runnable {

		@Override
		public void run() {
			if (this.actions.remove(this)) {
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
