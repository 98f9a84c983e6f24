package com.experiture.client.observation;

import java.util.Locale;

/**
 * Why a batch was not made larger.
 */
public enum FlushReason {

	/** It has as many records as a batch may have. */
	RECORDS,

	/** One more record would make its body too long. */
	BYTES,

	/** Its first record has waited long enough. */
	LINGER,

	/** There are no more records, or they are to be written now. */
	END;

	/**
	 * Return the name used in metrics.
	 * @return the lower-case name
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
