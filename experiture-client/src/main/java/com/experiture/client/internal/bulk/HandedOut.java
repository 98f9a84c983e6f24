package com.experiture.client.internal.bulk;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;

/**
 * What a thread hands out as fast as it is requested, and waits in between. A stream can
 * only be read in bounds that way: if it is asked for each record instead, it puts all
 * that one {@code flatMap} brings into memory.
 *
 * @param <T> what is handed out
 */
final class HandedOut<T> {

	private final FluxSink<T> sink;

	private final Semaphore requested = new Semaphore(0);

	private boolean wanted;

	private HandedOut(FluxSink<T> sink) {
		this.sink = sink;
		sink.onRequest((count) -> this.requested.release((int) Math.min(count, 1_000)));
		sink.onDispose(this.requested::release);
	}

	/**
	 * Let a thread hand out, from the first request on.
	 * @param work hands out, and returns at the end
	 * @param thread where it does so
	 * @return what is handed out
	 */
	static <T> Flux<T> batches(Consumer<HandedOut<T>> work, Scheduler thread) {
		return Flux.<T>create((sink) -> {
			HandedOut<T> out = new HandedOut<>(sink);
			if (out.awaitRequest()) {
				work.accept(out);
				sink.complete();
			}
		}, FluxSink.OverflowStrategy.ERROR)
			// Requests come while the thread waits for them.
			.subscribeOn(thread, false);
	}

	/**
	 * Hand something out, and wait until more is requested.
	 * @throws CancellationException if nothing more is wanted, or the thread is
	 * interrupted
	 */
	void next(T next) {
		this.sink.next(next);
		if (!awaitRequest()) {
			throw enough();
		}
	}

	/**
	 * Hand out what there is at the end.
	 * @return whether it is still wanted
	 */
	boolean last(T last) {
		if (this.wanted) {
			this.sink.next(last);
		}
		return this.wanted;
	}

	/**
	 * Return what leaves a stream that would go on.
	 */
	static CancellationException enough() {
		return new Enough();
	}

	static boolean isEnough(Throwable thrown) {
		return thrown instanceof Enough;
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

	private static final class Enough extends CancellationException {

		@Override
		public Throwable fillInStackTrace() {
			return this;
		}

	}

}
