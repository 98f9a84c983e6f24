package com.experiture.client.observation;

import java.util.Locale;

/**
 * The outcome of records that were to be written.
 */
public enum RecordOutcome {

	/** The API accepted them. */
	ACCEPTED,

	/** The API rejected them individually, or the client rejected them before sending. */
	REJECTED,

	/** The API received them, and their outcome is not known yet. */
	PENDING,

	/** The call that contained them failed. */
	FAILED,

	/** They could not be delivered and were handed back to the application. */
	HANDED_BACK;

	/**
	 * Return the name used in metrics.
	 * @return the lower-case name, such as {@code handed-back}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
