package com.experiture.client.http;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;

/**
 * What the pipeline logs. Every line is written with the call's correlation id in the
 * MDC, on whichever thread it happens; what the thread had there before is put back.
 */
final class CallLog {

	private static final Logger logger = LoggerFactory.getLogger("com.experiture.client.calls");

	private CallLog() {
	}

	static void attemptFailed(CallContext context, AttemptFailure failure) {
		if (logger.isDebugEnabled()) {
			write(context,
					() -> logger.debug("Attempt {} of {} failed{}: {}", context.attempts(), context.operation().id(),
							failure.isRetryable() ? ", next in " + failure.retryDelay().toMillis() + " ms" : "",
							failure.getMessage()));
		}
	}

	static void callFailed(CallContext context, Throwable failure) {
		if (logger.isWarnEnabled()) {
			CallDetails call = context.details();
			write(context, () -> logger.warn("{}", (failure instanceof ExperitureException) ? failure.getMessage()
					: failure.getClass().getName() + " [" + call + "]"));
		}
	}

	static void waits(CallContext context, Duration pause) {
		if (logger.isDebugEnabled()) {
			write(context, () -> logger.debug("{} waits, its class {} is paused for {} ms", context.operation().id(),
					context.operation().endpointClass().id(), pause.toMillis()));
		}
	}

	private static void write(CallContext context, Runnable line) {
		String before = MDC.get(CorrelationIds.CONTEXT_KEY);
		MDC.put(CorrelationIds.CONTEXT_KEY, context.correlationId());
		try {
			line.run();
		}
		finally {
			if (before != null) {
				MDC.put(CorrelationIds.CONTEXT_KEY, before);
			}
			else {
				MDC.remove(CorrelationIds.CONTEXT_KEY);
			}
		}
	}

}
