package com.experiture.client.observation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The state of the rate limiter of one endpoint class.
 *
 * @param limit the maximum number of requests in a period at the current pace, configured
 * or adaptive, rounded up; {@code null} if there is no limit
 * @param permits 1 if a request can be sent now, otherwise 0, because requests are spaced
 * evenly; {@code null} if there is no limit
 * @param period the length of a period
 * @param waiting the number of calls that wait for a permit
 * @param pausedFor the remaining time of the pause that the API asked for; zero if there
 * is none. After the longest pause, the client probes with single requests if the API
 * asked for more
 */
public record EndpointClassStatus(@Nullable Integer limit, @Nullable Integer permits, Duration period, int waiting,
		Duration pausedFor) {
}
