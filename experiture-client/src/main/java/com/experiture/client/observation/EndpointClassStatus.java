package com.experiture.client.observation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The state of one rate-limit class.
 *
 * @param limit how many requests a period may have at the current pace, as configured or
 * learned from the API, rounded up; {@code null} if there is no limit
 * @param permits 1 if a request can be sent now, else 0, as requests are spaced evenly;
 * {@code null} if there is no limit
 * @param period the length of a period
 * @param waiting how many calls wait for their turn
 * @param pausedFor how long nothing is sent because the API asked for a pause; zero if
 * there is none. After the longest pause, single requests probe if the API asked for more
 */
public record EndpointClassStatus(@Nullable Integer limit, @Nullable Integer permits, Duration period, int waiting,
		Duration pausedFor) {
}
