package com.experiture.client.connection;

import java.time.Duration;

import com.experiture.client.internal.time.DurationLimits;

/**
 * How connections are made and kept.
 *
 * @param connectTimeout the time that a TCP connection may take to come about
 * @param maxConnections how many connections may be open to the API at once
 * @param maxWaiting how many calls may wait for a free connection
 * @param acquireTimeout the time that a call may wait for a free connection
 * @param maxIdleTime how long an unused connection is kept; shorter than what servers and
 * load balancers keep, so that they never close it under a request
 */
public record ConnectionSettings(Duration connectTimeout, int maxConnections, int maxWaiting, Duration acquireTimeout,
		Duration maxIdleTime, boolean http2) {

	/**
	 * 5 s to connect, 64 connections, 10,000 calls that wait up to 30 s for one, 20 s
	 * idle, HTTP/2.
	 */
	public static final ConnectionSettings DEFAULT = new ConnectionSettings(Duration.ofSeconds(5), 64, 10_000,
			Duration.ofSeconds(30), Duration.ofSeconds(20), true);

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if a time is not positive, the connect timeout is
	 * longer than a day or another time than 365 days, or a number is less than 1
	 */
	public ConnectionSettings {
		DurationLimits.connectTimeout("connectTimeout", connectTimeout);
		DurationLimits.positive("acquireTimeout", acquireTimeout);
		DurationLimits.positive("maxIdleTime", maxIdleTime);
		if (maxConnections < 1) {
			throw new IllegalArgumentException("maxConnections must be at least 1");
		}
		if (maxWaiting < 1) {
			throw new IllegalArgumentException("maxWaiting must be at least 1");
		}
	}

}
