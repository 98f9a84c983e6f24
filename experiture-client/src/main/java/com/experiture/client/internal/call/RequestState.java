package com.experiture.client.internal.call;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether one request has left. A connection may be free in the very moment in which the
 * call gives up: either the request leaves and counts as sent, or it does not leave any
 * more.
 */
final class RequestState {

	private enum State {

		WAITING, SENT, ENDED

	}

	private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

	/**
	 * The request is about to be written to a connection.
	 * @return whether it counts as sent from now on; {@code false} if it did before, or
	 * if the call has given it up
	 */
	boolean leaves() {
		return this.state.compareAndSet(State.WAITING, State.SENT);
	}

	/**
	 * The call does not wait for the request any longer.
	 */
	void ends() {
		this.state.compareAndSet(State.WAITING, State.ENDED);
	}

	boolean isSent() {
		return this.state.get() == State.SENT;
	}

}
