package com.experiture.emulator;

/**
 * How a reply gets to the client.
 */
enum Delivery {

	/** As it should. */
	WHOLE,

	/** Not at all: the connection is closed. */
	CLOSED,

	/** Not at all: the connection is reset. */
	RESET,

	/** The status, then bytes that are no HTTP, then the connection is closed. */
	GARBLED,

	/**
	 * The headers announce the whole body, half of it comes, the connection is closed.
	 */
	CUT_OFF,

	/** The body comes in a hundred pieces over the time of the reply. */
	TRICKLED,

	/** As it should, then the connection is closed without having been announced so. */
	THEN_CLOSED;

	/**
	 * Return whether the client gets a status.
	 * @return whether there is an answer
	 */
	boolean answers() {
		return this != CLOSED && this != RESET;
	}

}
