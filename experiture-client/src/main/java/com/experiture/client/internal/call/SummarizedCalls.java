package com.experiture.client.internal.call;

import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Calls that are part of larger work, such as the batches of a bulk write. That work logs
 * one warning for its failures, so each call logs its own at debug level.
 */
public final class SummarizedCalls {

	private static final Object KEY = SummarizedCalls.class;

	private SummarizedCalls() {
	}

	/**
	 * Mark all calls as part of larger work.
	 * @param <T> the type of the result
	 * @param work makes the calls
	 * @return the same work
	 */
	public static <T> Mono<T> within(Mono<T> work) {
		return work.contextWrite((context) -> context.put(KEY, Boolean.TRUE));
	}

	public static boolean in(ContextView view) {
		return view.hasKey(KEY);
	}

}
