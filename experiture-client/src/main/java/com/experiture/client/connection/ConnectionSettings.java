package com.experiture.client.connection;

import java.time.Duration;

import com.experiture.client.settings.DurationLimits;

/**
 * The settings of the HTTP connections.
 *
 * @param connectTimeout the timeout for establishing a TCP connection
 * @param maxConnections the maximum number of open connections to the API
 * @param maxPendingCalls the maximum number of calls that wait for a free connection
 * @param acquireTimeout how long a call waits for a free connection
 * @param maxIdleTime how long an unused connection is kept; shorter than the idle
 * timeouts of servers and load balancers, so that they do not close it during a request
 * @param http2 whether to use HTTP/2 if the server supports it
 */
public record ConnectionSettings(Duration connectTimeout, int maxConnections, int maxPendingCalls,
		Duration acquireTimeout, Duration maxIdleTime, boolean http2) {

	/**
	 * 5 s to connect, 64 connections, at most 10,000 calls that wait up to 30 s for a
	 * connection, 20 s idle time, HTTP/2.
	 */
	public static final ConnectionSettings DEFAULT = new ConnectionSettings(Duration.ofSeconds(5), 64, 10_000,
			Duration.ofSeconds(30), Duration.ofSeconds(20), true);

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if a duration is not positive, the connect timeout
	 * is longer than a day, another duration is longer than 365 days, or a number is less
	 * than 1
	 */
	public ConnectionSettings {
		DurationLimits.connectTimeout("connectTimeout", connectTimeout);
		DurationLimits.positive("acquireTimeout", acquireTimeout);
		DurationLimits.positive("maxIdleTime", maxIdleTime);
		if (maxConnections < 1) {
			throw new IllegalArgumentException("maxConnections must be at least 1");
		}
		if (maxPendingCalls < 1) {
			throw new IllegalArgumentException("maxPendingCalls must be at least 1");
		}
	}

}
