package com.experiture.emulator.internal.protocol;

/**
 * How a response is delivered to the client.
 */
public enum Delivery {

	/** As it should. */
	WHOLE,

	/** Not at all: the connection is closed. */
	CLOSED,

	/** Not at all: the connection is reset. */
	RESET,

	/** The status, then bytes that are not HTTP, then the connection is closed. */
	GARBLED,

	/**
	 * The headers announce the whole body, half of it comes, the connection is closed.
	 */
	CUT_OFF,

	/** The body comes in a hundred pieces over some time. */
	TRICKLED,

	/** As it should, then the connection is closed without an announcement. */
	THEN_CLOSED;

	/**
	 * Return whether the client gets a status.
	 * @return whether it gets one
	 */
	public boolean hasStatus() {
		return this != CLOSED && this != RESET;
	}

}
