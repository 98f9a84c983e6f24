package com.experiture.client.observation;

import java.time.Duration;

/**
 * The queued records of the record writers.
 *
 * @param records the number of records, in flight or not yet sent
 * @param capacity the maximum number of records
 * @param oldest the age of the oldest record; zero if there is none
 */
public record QueueStatus(long records, long capacity, Duration oldest) {

	/** The status without any queue. */
	public static final QueueStatus NONE = new QueueStatus(0, 0, Duration.ZERO);

}
