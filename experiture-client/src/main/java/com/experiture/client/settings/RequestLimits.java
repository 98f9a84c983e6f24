package com.experiture.client.settings;

/**
 * The limits of the API for the size of requests.
 */
public final class RequestLimits {

	/** The maximum number of records in a batch (documented). */
	public static final int MAX_BATCH_RECORDS = 10_000;

	/**
	 * The maximum size of a request body with records, in bytes. The documented limit is
	 * 10 MB; the client uses its smaller interpretation as a precaution.
	 */
	public static final int MAX_RECORDS_BODY_SIZE = 10_000_000;

	/**
	 * The maximum size of any request body, in bytes. The documented limit is 10 MB; this
	 * is its larger interpretation, so that the client rejects no request that the API
	 * may accept.
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
