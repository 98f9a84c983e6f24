package com.experiture.client.internal.observation;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.ClientStatus;
import com.experiture.client.observation.EndpointDeprecation;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.observation.TokenOutcome;

/**
 * Calls several listeners. A listener that fails affects neither the call nor the other
 * listeners.
 */
final class ClientListeners implements ClientListener {

	private final List<SafeListener> listeners;

	ClientListeners(List<ClientListener> listeners) {
		this.listeners = listeners.stream().map(SafeListener::of).toList();
	}

	@Override
	public void opened(ClientStatus status) {
		each((listener) -> listener.opened(status));
	}

	@Override
	public void closed() {
		each(ClientListener::closed);
	}

	@Override
	public void attemptEnded(String endpoint, String endpointClass, CallOutcome outcome, long nanos) {
		each((listener) -> listener.attemptEnded(endpoint, endpointClass, outcome, nanos));
	}

	@Override
	public void retryScheduled(String endpoint, CallOutcome reason, long delayNanos) {
		each((listener) -> listener.retryScheduled(endpoint, reason, delayNanos));
	}

	@Override
	public void endpointDeprecated(String endpoint, EndpointDeprecation deprecation) {
		each((listener) -> listener.endpointDeprecated(endpoint, deprecation));
	}

	@Override
	public void callEnded(String endpoint, String correlationId, CallOutcome outcome) {
		each((listener) -> listener.callEnded(endpoint, correlationId, outcome));
	}

	@Override
	public void permitWaitEnded(String endpointClass, boolean acquired, long nanos) {
		each((listener) -> listener.permitWaitEnded(endpointClass, acquired, nanos));
	}

	@Override
	public void paused(String endpointClass, long nanos) {
		each((listener) -> listener.paused(endpointClass, nanos));
	}

	@Override
	public void tokenRequested(TokenOutcome outcome, long nanos) {
		each((listener) -> listener.tokenRequested(outcome, nanos));
	}

	@Override
	public void recordsProcessed(RecordOutcome outcome, long count) {
		each((listener) -> listener.recordsProcessed(outcome, count));
	}

	@Override
	public void batchFlushed(FlushReason reason, int records, long bytes, double fill) {
		AtomicReference<@Nullable OutOfMemoryError> outOfMemory = new AtomicReference<>();
		each((listener) -> {
			try {
				listener.batchFlushed(reason, records, bytes, fill);
			}
			catch (OutOfMemoryError ex) {
				outOfMemory.set(ex);
				throw ex;
			}
		});
		// The batch was not sent yet, and its body may have exhausted the memory.
		OutOfMemoryError error = outOfMemory.get();
		if (error != null) {
			throw error;
		}
	}

	@Override
	public void uploaded(long bytes) {
		each((listener) -> listener.uploaded(bytes));
	}

	@Override
	public void importStateChanged(String state) {
		each((listener) -> listener.importStateChanged(state));
	}

	private void each(Consumer<ClientListener> report) {
		for (SafeListener safe : this.listeners) {
			safe.callback().run(() -> report.accept(safe.listener()));
		}
	}

	private record SafeListener(ClientListener listener, SafeCallback callback) {

		static SafeListener of(ClientListener listener) {
			return new SafeListener(listener, new SafeCallback("A listener failed: " + listener.getClass().getName()));
		}

	}

}
