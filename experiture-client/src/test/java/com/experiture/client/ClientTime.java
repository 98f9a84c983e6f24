package com.experiture.client;

import com.experiture.client.internal.time.TimeSource;

/**
 * Sets the time source of a client for tests of other packages. It is not part of the
 * public API.
 */
public final class ClientTime {

	private ClientTime() {
	}

	/**
	 * Set the time source of a client.
	 * @param builder the builder of the client
	 * @param timeSource the time source
	 * @return the builder
	 */
	public static ExperitureClientBuilder set(ExperitureClientBuilder builder, TimeSource timeSource) {
		return builder.timeSource(timeSource);
	}

}
