package com.experiture.client.internal.bulk;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;

/**
 * Emits elements from a thread that blocks until more are requested. A stream can be read
 * in constant memory only in this way: its iterator would buffer all elements of one
 * {@code flatMap}.
 *
 * @param <T> the type of the elements
 */
final class BlockingEmitter<T> {

	private final FluxSink<T> sink;

	private final Semaphore requested = new Semaphore(0);

	private boolean wanted;

	private BlockingEmitter(FluxSink<T> sink) {
		this.sink = sink;
		sink.onRequest((count) -> this.requested.release((int) Math.min(count, 1_000)));
		sink.onDispose(this.requested::release);
	}

	/**
	 * Emit from a thread, from the first request on.
	 * @param work emits the elements, and returns at the end
	 * @param thread the thread that runs the work
	 * @return the elements
	 */
	static <T> Flux<T> batches(Consumer<BlockingEmitter<T>> work, Scheduler thread) {
		return Flux.<T>create((sink) -> {
			BlockingEmitter<T> emitter = new BlockingEmitter<>(sink);
			if (emitter.awaitRequest()) {
				work.accept(emitter);
				sink.complete();
			}
		}, FluxSink.OverflowStrategy.ERROR)
			// Requests arrive while the thread waits for them.
			.subscribeOn(thread, false);
	}

	/**
	 * Emit an element, and wait until more are requested.
	 * @throws CancellationException if no more elements are wanted, or the thread is
	 * interrupted
	 */
	void next(T next) {
		this.sink.next(next);
		if (!awaitRequest()) {
			throw cancellation();
		}
	}

	/**
	 * Emit the last element.
	 * @return whether it was still wanted
	 */
	boolean last(T last) {
		if (this.wanted) {
			this.sink.next(last);
		}
		return this.wanted;
	}

	/**
	 * Return the exception that leaves a stream before its end.
	 */
	static CancellationException cancellation() {
		return new Cancellation();
	}

	static boolean isCancellation(Throwable thrown) {
		return thrown instanceof Cancellation;
	}

	private boolean awaitRequest() {
		this.wanted = false;
		try {
			this.requested.acquire();
			this.wanted = !this.sink.isCancelled();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.wanted;
	}

	private static final class Cancellation extends CancellationException {

		@Override
		public Throwable fillInStackTrace() {
			return this;
		}

	}

}
