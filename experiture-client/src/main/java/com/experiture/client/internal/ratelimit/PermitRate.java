package com.experiture.client.internal.ratelimit;

import com.experiture.client.settings.RateLimit;

/**
 * The numbers of a {@link RateLimit} with which permits are granted.
 */
public final class PermitRate {

	/** Stands for "no limit" in Resilience4j: more than any client can send. */
	public static final int UNLIMITED = 1_000_000;

	private PermitRate() {
	}

	/**
	 * Return the maximum number of requests in a period.
	 */
	public static int permits(RateLimit limit) {
		return (limit.permits() != null) ? limit.permits() : UNLIMITED;
	}

	/**
	 * Return the maximum number of requests in a second, infinite without a limit.
	 */
	static double perSecond(RateLimit limit) {
		return (limit.permits() != null) ? limit.permits() / periodSeconds(limit) : Double.POSITIVE_INFINITY;
	}

	static double periodSeconds(RateLimit limit) {
		return limit.period().getSeconds() + limit.period().getNano() / 1e9;
	}

}
