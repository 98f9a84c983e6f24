package com.experiture.client.internal.call;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether one request was sent. A connection can become free at the moment when the call
 * gives up: either the request is sent and counts as sent, or it is never sent.
 */
final class RequestState {

	private enum State {

		WAITING, SENT, ENDED

	}

	private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

	/**
	 * Mark the request as sent, before it is written to a connection.
	 * @return whether it was waiting; {@code false} if it was sent before or given up
	 */
	boolean leaves() {
		return this.state.compareAndSet(State.WAITING, State.SENT);
	}

	/**
	 * Give up the request if it is not sent yet.
	 */
	void ends() {
		this.state.compareAndSet(State.WAITING, State.ENDED);
	}

	boolean isSent() {
		return this.state.get() == State.SENT;
	}

}
