package com.experiture.client.internal.observation;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import reactor.core.publisher.Mono;

import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.CallsStatus;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.QueueStatus;
import com.experiture.client.observation.RecordOutcome;

/**
 * Receives the events of all parts of one client, passes them to the listeners, and
 * maintains the status of calls and queues.
 */
public final class ClientMonitor {

	private static final ClientListener NO_LISTENER = new ClientListener() {
	};

	private final ClientListener listener;

	private final CallHistory history;

	private final OutcomeLimit outcomes = new OutcomeLimit();

	private final Set<Supplier<QueueStatus>> queues = ConcurrentHashMap.newKeySet();

	/**
	 * Create a monitor.
	 * @param listeners the listeners of the application
	 * @param clock the wall clock
	 */
	public ClientMonitor(List<ClientListener> listeners, InstantSource clock) {
		this.listener = listeners.isEmpty() ? NO_LISTENER : new ClientListeners(listeners);
		this.history = new CallHistory(clock);
	}

	/**
	 * Return whether there is a listener.
	 * @return whether events are received
	 */
	public boolean isListening() {
		return this.listener != NO_LISTENER;
	}

	/**
	 * Return the listener for all events.
	 * @return a listener that calls all listeners of the application
	 */
	public ClientListener listener() {
		return this.listener;
	}

	/**
	 * Return the outcome of a call or an attempt that failed. A client distinguishes the
	 * first 100 codes and statuses that are not documented; the others are {@code other}.
	 * @param failure the failure
	 * @return the outcome
	 */
	public CallOutcome outcome(Throwable failure) {
		return this.outcomes.apply(CallOutcome.of(failure));
	}

	/**
	 * Report the end of a logical call.
	 * @param endpoint the name of the endpoint
	 * @param correlationId the id of the call
	 * @param outcome how it ended
	 */
	public void callEnded(String endpoint, String correlationId, CallOutcome outcome) {
		if (outcome == CallOutcome.SUCCESS) {
			this.history.succeeded();
		}
		else if (outcome != CallOutcome.CANCELLED) {
			this.history.failed(endpoint, correlationId, outcome);
		}
		this.listener.callEnded(endpoint, correlationId, outcome);
	}

	/**
	 * Count the records of a call by their outcome. Records that the response does not
	 * mention are {@link RecordOutcome#PENDING}.
	 * @param <T> the type of the response
	 * @param call the call
	 * @param size the number of records in the request
	 * @param accepted reads the number of accepted records from the response
	 * @param rejected reads the number of rejected records from the response
	 * @return the same call
	 */
	public <T> Mono<T> counting(Mono<T> call, int size, ToLongFunction<T> accepted, ToLongFunction<T> rejected) {
		if (!isListening()) {
			return call;
		}
		return call.doOnNext((response) -> {
			long acceptedCount = Math.min(size, accepted.applyAsLong(response));
			long rejectedCount = Math.min(size - acceptedCount, rejected.applyAsLong(response));
			count(RecordOutcome.ACCEPTED, acceptedCount);
			count(RecordOutcome.REJECTED, rejectedCount);
			count(RecordOutcome.PENDING, size - acceptedCount - rejectedCount);
		}).doOnError((failure) -> count(RecordOutcome.FAILED, size));
	}

	private void count(RecordOutcome outcome, long records) {
		if (records > 0) {
			this.listener.recordsProcessed(outcome, records);
		}
	}

	/**
	 * Return how the last calls ended.
	 * @return the state
	 */
	public CallsStatus calls() {
		return this.history.status();
	}

	/**
	 * Add a queue of records that are written in the background.
	 * @param queue returns its state without blocking
	 */
	public void addQueue(Supplier<QueueStatus> queue) {
		this.queues.add(queue);
	}

	/**
	 * Remove a queue that is closed.
	 * @param queue the queue
	 */
	public void removeQueue(Supplier<QueueStatus> queue) {
		this.queues.remove(queue);
	}

	/**
	 * Return the records that are queued in the background.
	 * @return the state of all queues together
	 */
	public QueueStatus queue() {
		return this.queues.stream().map(Supplier::get).reduce(QueueStatus.NONE, ClientMonitor::sum);
	}

	private static QueueStatus sum(QueueStatus one, QueueStatus other) {
		return new QueueStatus(one.records() + other.records(), one.capacity() + other.capacity(),
				(one.oldest().compareTo(other.oldest()) >= 0) ? one.oldest() : other.oldest());
	}

}
