package com.experiture.client.observation;

import java.util.Locale;

/**
 * What became of records.
 */
public enum RecordOutcome {

	/** The API accepted them. */
	ACCEPTED,

	/** The API refused them one by one, or this client before they were sent. */
	REJECTED,

	/** The API took them, and does not say yet what becomes of them. */
	PENDING,

	/** The call that carried them failed. */
	FAILED,

	/** They were not sent, and given back to the application. */
	HANDED_BACK;

	/**
	 * Return the name used in metrics.
	 * @return the lower-case name, such as {@code handed-back}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
