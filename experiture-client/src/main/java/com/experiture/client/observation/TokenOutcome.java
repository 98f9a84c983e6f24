package com.experiture.client.observation;

import java.util.Locale;

/**
 * How a request for an access token ended.
 */
public enum TokenOutcome {

	/** With a token. */
	GRANTED,

	/** Without one, and the same request would end the same way. */
	REFUSED,

	/** Without one, and the same request may succeed a moment later. */
	FAILED;

	/**
	 * Return the name used in metrics.
	 * @return the lower-case name
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
