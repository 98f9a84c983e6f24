package com.experiture.client.settings;

/**
 * The limits of the API for the size of requests.
 */
public final class RequestLimits {

	/** How many records one batch can hold (documented). */
	public static final int MAX_BATCH_RECORDS = 10_000;

	/**
	 * The largest request body that is made of records, in bytes. Documented are 10 MB;
	 * that the smaller reading of that is used is this client's own caution.
	 */
	public static final int MAX_RECORDS_BODY_SIZE = 10_000_000;

	/**
	 * The largest request body that is sent, in bytes. Documented are 10 MB; this is the
	 * larger reading of that, so that nothing is refused that the API could accept.
	 */
	public static final int MAX_BODY_SIZE = 10 * 1024 * 1024;

	/**
	 * The smallest limit that can be set for the body of a batch, in bytes (this client's
	 * own).
	 */
	public static final int MIN_BATCH_BYTES = 1_000;

	private RequestLimits() {
	}

}
