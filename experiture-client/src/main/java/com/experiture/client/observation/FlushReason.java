package com.experiture.client.observation;

import java.util.Locale;

/**
 * Why a batch was sent and not made larger.
 */
public enum FlushReason {

	/** It has the maximum number of records. */
	RECORDS,

	/** Another record would exceed the maximum size of its body. */
	BYTES,

	/** Its first record has waited for the linger time. */
	LINGER,

	/** There are no further records, or the application asked for a flush. */
	END;

	/**
	 * Return the name used in metrics.
	 * @return the lower-case name
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
