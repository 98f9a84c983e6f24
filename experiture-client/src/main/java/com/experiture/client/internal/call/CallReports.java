package com.experiture.client.internal.call;

import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.observation.ClientMonitor;
import com.experiture.client.observation.CallOutcome;

/**
 * Reports what happens to a call to the log, the observation and the listeners.
 */
public final class CallReports {

	private final ClientMonitor monitor;

	private final LongSupplier nanoTime;

	public CallReports(ClientMonitor monitor, LongSupplier nanoTime) {
		this.monitor = monitor;
		this.nanoTime = nanoTime;
	}

	public void attemptSucceeded(CallContext context) {
		attemptEnded(context, CallOutcome.SUCCESS);
	}

	public void attemptFailed(CallContext context, Throwable failure) {
		AttemptFailure attempt = (failure instanceof AttemptFailure known) ? known : null;
		CallOutcome outcome = this.monitor.outcome((attempt != null) ? attempt.exception() : failure);
		CallLog.attemptFailed(context, failure);
		context.observed().attemptFailed(context.started(), outcome);
		attemptEnded(context, outcome);
		if (attempt != null && attempt.isRetryable()) {
			this.monitor.listener().retryScheduled(context.operation().id(), outcome, attempt.retryDelay().toNanos());
		}
	}

	public void attemptCancelled(CallContext context) {
		attemptEnded(context, CallOutcome.CANCELLED);
	}

	// An attempt without a permit sent nothing and is not reported.
	private void attemptEnded(CallContext context, CallOutcome outcome) {
		if (context.endAttempt()) {
			long nanos = this.nanoTime.getAsLong() - context.permittedAt();
			if (outcome == CallOutcome.SUCCESS) {
				CallLog.attemptSucceeded(context, nanos);
			}
			this.monitor.listener()
				.attemptEnded(context.operation().id(), context.operation().endpointClass().id(), outcome, nanos);
		}
	}

	public void callSucceeded(CallContext context) {
		callEnded(context, CallOutcome.SUCCESS, null);
	}

	public void callFailed(CallContext context, Throwable failure) {
		context.observed().scoped(() -> CallLog.callFailed(context, failure));
		callEnded(context, this.monitor.outcome(failure), failure);
	}

	public void callCancelled(CallContext context) {
		callEnded(context, CallOutcome.CANCELLED, null);
	}

	// Operators that take one result cancel the call afterwards.
	private void callEnded(CallContext context, CallOutcome outcome, @Nullable Throwable failure) {
		if (context.end()) {
			context.observed().end(outcome, context.attempts(), context.serverCorrelationId(), failure);
			this.monitor.callEnded(context.operation().id(), context.correlationId(), outcome);
		}
	}

}
