package com.experiture.client.observation;

import java.util.Locale;

/**
 * How a request for an access token ended.
 */
public enum TokenOutcome {

	/** A token was granted. */
	GRANTED,

	/** No token was granted, and the same request would fail again. */
	REJECTED,

	/** No token was granted, but the same request may succeed later. */
	FAILED;

	/**
	 * Return the name used in metrics.
	 * @return the lower-case name
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
