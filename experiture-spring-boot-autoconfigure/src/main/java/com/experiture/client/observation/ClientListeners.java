package com.experiture.client.observation;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Several listeners as one, none of which can break a call or keep another from hearing.
 */
final class ClientListeners implements ClientListener {

	private static final Logger logger = LoggerFactory.getLogger(ClientListener.class);

	private final List<ClientListener> listeners;

	private final Set<ClientListener> failed = ConcurrentHashMap.newKeySet();

	ClientListeners(List<ClientListener> listeners) {
		this.listeners = List.copyOf(listeners);
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
	public void callEnded(String endpoint, String correlationId, CallOutcome outcome) {
		each((listener) -> listener.callEnded(endpoint, correlationId, outcome));
	}

	@Override
	public void waited(String endpointClass, boolean passed, long nanos) {
		each((listener) -> listener.waited(endpointClass, passed, nanos));
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
	public void records(RecordFate fate, long count) {
		each((listener) -> listener.records(fate, count));
	}

	@Override
	public void batchCut(BatchCut cut, int records, long bytes, double fill) {
		each((listener) -> listener.batchCut(cut, records, bytes, fill));
	}

	@Override
	public void uploaded(long bytes) {
		each((listener) -> listener.uploaded(bytes));
	}

	@Override
	public void importReached(String state) {
		each((listener) -> listener.importReached(state));
	}

	private void each(Consumer<ClientListener> report) {
		for (ClientListener listener : this.listeners) {
			try {
				report.accept(listener);
			}
			catch (RuntimeException | LinkageError ex) {
				// Once loudly: what fails with every call would fill the log.
				logger.atLevel(this.failed.add(listener) ? Level.WARN : Level.DEBUG)
					.setCause(ex)
					.log("A listener failed: {}", listener.getClass().getName());
			}
		}
	}

}
