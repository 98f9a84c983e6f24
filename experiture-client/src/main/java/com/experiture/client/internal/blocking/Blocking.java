package com.experiture.client.internal.blocking;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.concurrent.BlockingExecutor;

/**
 * Waits for results of the reactive clients, for the blocking ones.
 */
public final class Blocking {

	private Blocking() {
	}

	/**
	 * Wait for a result.
	 * @param <T> the type of the result
	 * @param result the result
	 * @return the result
	 * @throws IllegalStateException on a thread that must not block
	 * @throws ExperitureException if the thread is interrupted, with what is known of the
	 * effect; the interrupt flag is set
	 */
	public static <T> T await(Mono<T> result) {
		return required(awaitCompletion(result));
	}

	/**
	 * Wait for the end of a call.
	 * @param <T> the type of the result
	 * @param result the result
	 * @return the result, or {@code null} if the call has none
	 * @throws IllegalStateException on a thread that must not block
	 * @throws ExperitureException if the thread is interrupted, with what is known of the
	 * effect; the interrupt flag is set
	 */
	public static <T> @Nullable T awaitCompletion(Mono<T> result) {
		rejectEventLoop();
		CallWatch watch = new CallWatch();
		try {
			return watch.over(result).block();
		}
		catch (RuntimeException ex) {
			throw translate(ex, watch);
		}
	}

	/**
	 * Wait for the result of a call that reads a source of the caller. The source is read
	 * on this thread, so that transactions and other thread-bound state of the caller
	 * apply.
	 * @param <T> the type of the result
	 * @param result the result
	 * @return the result
	 * @throws IllegalStateException on a thread that must not block
	 * @throws ExperitureException if the thread is interrupted, with what is known of the
	 * effect; the interrupt flag is set
	 */
	public static <T> T awaitReading(Mono<T> result) {
		rejectEventLoop();
		return required(new CallerThread().await(result));
	}

	/**
	 * Return the scheduler for reading a source of the caller.
	 * @param context the context of the call
	 * @param executor reads it if no caller waits
	 * @return the thread that {@link #awaitReading} was called on, or the executor
	 */
	public static Scheduler reader(ContextView context, BlockingExecutor executor) {
		return CallerThread.scheduler(context, executor);
	}

	/**
	 * Wait for each result when it is requested. A caller that does not take all of them
	 * must close the stream.
	 * @param <T> the type of the results
	 * @param results the results
	 * @return the results, fetched on demand
	 * @throws IllegalStateException on a thread that must not block
	 * @throws ExperitureException if the thread is interrupted, with what is known of the
	 * effect; the interrupt flag is set
	 */
	public static <T> Stream<T> stream(Flux<T> results) {
		rejectEventLoop();
		CallWatch watch = new CallWatch();
		Stream<T> stream = watch.over(results).toStream(1);
		Iterator<T> iterator = stream.iterator();
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Iterator<T>() {

			@Override
			public boolean hasNext() {
				try {
					return iterator.hasNext();
				}
				catch (RuntimeException ex) {
					throw translate(ex, watch);
				}
			}

			@Override
			public T next() {
				try {
					return iterator.next();
				}
				catch (RuntimeException ex) {
					throw translate(ex, watch);
				}
			}

		}, Spliterator.ORDERED | Spliterator.NONNULL), false).onClose(stream::close);
	}

	// Reactor has cancelled the work by then, and does not always set the flag again.
	private static RuntimeException translate(RuntimeException failure, CallWatch watch) {
		Throwable cause = Exceptions.unwrap(failure);
		if (!(cause instanceof InterruptedException)) {
			return failure;
		}
		Thread.currentThread().interrupt();
		return watch.interrupted(cause);
	}

	private static <T> T required(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("The call completed without a result");
		}
		return value;
	}

	private static void rejectEventLoop() {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException("A blocking Experiture client was called on the event-loop thread '"
					+ Thread.currentThread().getName()
					+ "', which would stall all its connections; use the reactive client there");
		}
	}

}
