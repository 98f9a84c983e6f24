package com.experiture.client.internal.call;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.MDC;
import reactor.util.context.ContextView;

import com.experiture.client.call.CallOptions;
import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.text.CorrelationIdFormat;

/**
 * The correlation id of a logical call: that of the caller, or a new one. The Reactor
 * context and the MDC use the same key.
 */
public final class CorrelationIds {

	/** Name of the header in both directions. */
	public static final String HEADER = "x-correlation-id";

	/** Key in the Reactor context and in the MDC. */
	public static final String CONTEXT_KEY = "correlationId";

	private static final SafeCallback callersId = new SafeCallback("The caller's correlation id cannot be read");

	private CorrelationIds() {
	}

	/**
	 * Return the id for a call.
	 * @param options the options of the call
	 * @param context the Reactor context of the subscription
	 * @return the caller's id, or a new one
	 */
	public static String resolve(CallOptions options, ContextView context) {
		if (options.correlationId() != null) {
			return options.correlationId();
		}
		String callers = callersId.get(() -> {
			Object fromContext = context.getOrDefault(CONTEXT_KEY, null);
			return (fromContext != null) ? fromContext.toString() : MDC.get(CONTEXT_KEY);
		}, null);
		return CorrelationIdFormat.isValid(callers) ? callers : random();
	}

	// An id for finding log lines needs no secure randomness, which would lock and may
	// block.
	private static String random() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		long high = (random.nextLong() & ~0xF000L) | 0x4000L;
		long low = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
		return new UUID(high, low).toString();
	}

}
