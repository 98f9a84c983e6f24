package com.experiture.client.http;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * How the blocking faces wait for the reactive ones.
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
	 */
	public static <T> T await(Mono<T> result) {
		T value = awaitCompletion(result);
		if (value == null) {
			throw new IllegalStateException("The call completed without a result");
		}
		return value;
	}

	/**
	 * Wait for the end of a call.
	 * @param <T> the type of the result
	 * @param result the result
	 * @return the result, or {@code null} where the call has none
	 * @throws IllegalStateException on a thread that must not block
	 */
	public static <T> @Nullable T awaitCompletion(Mono<T> result) {
		refuseEventLoop();
		return result.block();
	}

	/**
	 * Wait for each result when it is asked for. Whoever does not take all of them closes
	 * the stream.
	 * @param <T> the type of the results
	 * @param results the results
	 * @return the results, fetched on demand
	 * @throws IllegalStateException on a thread that must not block
	 */
	public static <T> Stream<T> stream(Flux<T> results) {
		refuseEventLoop();
		return results.toStream(1);
	}

	private static void refuseEventLoop() {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException("A blocking Experiture client was called on the event-loop thread '"
					+ Thread.currentThread().getName()
					+ "', which would stall all its connections; use the reactive client there");
		}
	}

}
