package com.experiture.client.observation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The state of one rate-limit class.
 *
 * @param limit how many requests a period may have, as configured or learned from the
 * API; {@code null} where there is no limit
 * @param permits how many more requests this period may have; {@code null} where there is
 * no limit
 * @param period the length of a period
 * @param waiting how many calls wait for their turn
 * @param pausedFor how long nothing is sent because the API asked for a pause; zero where
 * there is none
 */
public record EndpointClassStatus(@Nullable Integer limit, @Nullable Integer permits, Duration period, int waiting,
		Duration pausedFor) {
}
