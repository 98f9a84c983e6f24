package com.experiture.client.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.EndpointDeprecation;

/**
 * The log of calls. Every line is written with the correlation id of the call in the MDC;
 * afterwards the previous value of the thread is restored.
 */
public final class CallLog {

	private static final Logger logger = LoggerFactory.getLogger("com.experiture.client.calls");

	private static final SafeCallback guard = new SafeCallback("The log or its MDC failed");

	private CallLog() {
	}

	static void attemptSucceeded(CallContext context, long nanos) {
		if (logger.isDebugEnabled()) {
			write(context, () -> logger.debug("Attempt {} of {} succeeded in {} ms", context.started(),
					context.operation().id(), TimeUnit.NANOSECONDS.toMillis(nanos)));
		}
	}

	static void attemptFailed(CallContext context, Throwable failure) {
		if (logger.isDebugEnabled()) {
			String next = (failure instanceof AttemptFailure attempt && attempt.isRetryable())
					? ", next in " + attempt.retryDelay().toMillis() + " ms" : "";
			write(context, () -> logger.debug("Attempt {} of {} failed{}: {}", context.started(),
					context.operation().id(), next, text(failure)));
		}
	}

	static void failedLate(CallContext context, Throwable failure) {
		if (logger.isDebugEnabled()) {
			write(context,
					() -> logger.debug("{} had ended when this came: {}", context.operation().id(), text(failure)));
		}
	}

	static void callFailed(CallContext context, Throwable failure) {
		Level level = context.isSummarized() ? Level.DEBUG : Level.WARN;
		if (logger.isEnabledForLevel(level)) {
			CallDetails call = context.details();
			CallOutcome outcome = CallOutcome.of(failure);
			String text = (failure instanceof ExperitureException) ? text(failure) : text(failure) + " [" + call + "]";
			write(context,
					() -> logger.atLevel(level)
						.addKeyValue("endpoint", call.endpoint())
						.addKeyValue("status", outcome.status())
						.addKeyValue("code", outcome.code())
						.addKeyValue("attempts", call.attempts())
						.addKeyValue("serverCorrelationId", call.serverCorrelationId())
						.log(text));
		}
	}

	public static void deprecated(CallContext context, EndpointDeprecation announced) {
		CallDetails call = context.details();
		String deprecated = announced.deprecated() ? " is deprecated" + at(" as of ", announced.deprecatedAt()) : "";
		String ends = (announced.sunsetAt() != null || !announced.deprecated())
				? " is expected to stop responding" + at(" at ", announced.sunsetAt()) : "";
		String both = (deprecated.isEmpty() || ends.isEmpty()) ? "" : " and";
		String unreadable = (announced.unreadable() != null) ? " (unreadable: " + announced.unreadable() + ")" : "";
		String links = announced.links().isEmpty() ? "" : ", see " + announced.links();
		write(context,
				() -> logger.atWarn()
					.addKeyValue("endpoint", call.endpoint())
					.addKeyValue("deprecatedAt", announced.deprecatedAt())
					.addKeyValue("sunsetAt", announced.sunsetAt())
					.log("The API announces that " + call.endpoint() + " [" + call.request() + ", workspace "
							+ call.workspace() + "]" + deprecated + both + ends + unreadable + links
							+ "; update this client, or call the successor with ApiRequest.to(method, path, ..)"));
	}

	private static String at(String preposition, @Nullable Instant time) {
		return (time != null) ? preposition + time : "";
	}

	// Only the messages of this client are known to contain nothing confidential.
	private static String text(Throwable failure) {
		boolean own = failure instanceof ExperitureException || failure instanceof AttemptFailure;
		return own ? String.valueOf(failure.getMessage()) : failure.getClass().getName();
	}

	public static void waits(CallContext context, Duration pause) {
		if (logger.isDebugEnabled()) {
			write(context, () -> logger.debug("{} waits, its class {} is paused for {} ms", context.operation().id(),
					context.operation().endpointClass().id(), pause.toMillis()));
		}
	}

	// Appenders and the MDC are the application's: what they throw must not end a call.
	private static void write(CallContext context, Runnable line) {
		guard.run(() -> {
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
		});
	}

}
