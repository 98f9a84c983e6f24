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
 * What the parts of one client report to, and what its listeners hear.
 */
public final class ClientMonitor {

	private static final ClientListener NOBODY = new ClientListener() {
	};

	private final ClientListener listener;

	private final CallHistory journal;

	private final OutcomeLimit outcomes = new OutcomeLimit();

	private final Set<Supplier<QueueStatus>> queues = ConcurrentHashMap.newKeySet();

	/**
	 * Create a monitor.
	 * @param listeners who listens
	 * @param clock the time of day
	 */
	public ClientMonitor(List<ClientListener> listeners, InstantSource clock) {
		this.listener = listeners.isEmpty() ? NOBODY : new ClientListeners(listeners);
		this.journal = new CallHistory(clock);
	}

	/**
	 * Return whether anybody listens.
	 * @return whether there is a listener
	 */
	public boolean isListening() {
		return this.listener != NOBODY;
	}

	/**
	 * Return who listens.
	 * @return all listeners as one
	 */
	public ClientListener listener() {
		return this.listener;
	}

	/**
	 * Return the outcome of a call or an attempt that failed. Of codes and statuses that
	 * are not documented a client tells the first 100 apart; the others are
	 * {@code other}.
	 * @param failure what it failed with
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
			this.journal.succeeded();
		}
		else if (outcome != CallOutcome.CANCELLED) {
			this.journal.failed(endpoint, correlationId, outcome);
		}
		this.listener.callEnded(endpoint, correlationId, outcome);
	}

	/**
	 * Count the records that a call carries by what becomes of them. Those that the
	 * answer says nothing of are {@link RecordOutcome#PENDING}.
	 * @param <T> the type of the answer
	 * @param call the call
	 * @param size how many records it carries
	 * @param accepted reads from the answer how many were accepted
	 * @param rejected reads from the answer how many were rejected
	 * @return the same call
	 */
	public <T> Mono<T> counting(Mono<T> call, int size, ToLongFunction<T> accepted, ToLongFunction<T> rejected) {
		if (!isListening()) {
			return call;
		}
		return call.doOnNext((answer) -> {
			long good = Math.min(size, accepted.applyAsLong(answer));
			long bad = Math.min(size - good, rejected.applyAsLong(answer));
			count(RecordOutcome.ACCEPTED, good);
			count(RecordOutcome.REJECTED, bad);
			count(RecordOutcome.PENDING, size - good - bad);
		}).doOnError((failure) -> count(RecordOutcome.FAILED, size));
	}

	private void count(RecordOutcome fate, long records) {
		if (records > 0) {
			this.listener.records(fate, records);
		}
	}

	/**
	 * Return how the last calls ended.
	 * @return the state
	 */
	public CallsStatus calls() {
		return this.journal.status();
	}

	/**
	 * Add a queue of records that are written in the background.
	 * @param queue tells its state, without waiting
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
	 * Return what waits to be written in the background.
	 * @return the state of all queues together
	 */
	public QueueStatus queue() {
		return this.queues.stream().map(Supplier::get).reduce(QueueStatus.NONE, QueueStatus::plus);
	}

}
