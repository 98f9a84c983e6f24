package com.experiture.client.internal.call;

import java.util.function.Consumer;

import reactor.util.context.Context;

/**
 * Errors signalled after their call or attempt has ended, because it was cancelled or
 * timed out. They are logged at debug level; Reactor would log each as an error of the
 * application.
 */
public final class DroppedErrors {

	// Reactor reads it from the context of the subscriber that has ended.
	static final String HOOK = "reactor.onErrorDropped.local";

	private DroppedErrors() {
	}

	public static Context note(Context values, CallContext call) {
		Consumer<Throwable> hook = (failure) -> CallLog.failedLate(call, failure);
		return values.hasKey(HOOK) ? values : values.put(HOOK, hook);
	}

}
