package com.experiture.client.observation;

import java.time.Duration;

/**
 * What waits to be written in the background.
 *
 * @param records how many records wait
 * @param capacity how many records may wait
 * @param oldest how long the oldest of them has waited; zero where none waits
 */
public record QueueStatus(long records, long capacity, Duration oldest) {

	/** Nothing waits, and nothing could. */
	public static final QueueStatus NONE = new QueueStatus(0, 0, Duration.ZERO);

	public QueueStatus plus(QueueStatus other) {
		return new QueueStatus(this.records + other.records, this.capacity + other.capacity,
				(this.oldest.compareTo(other.oldest) >= 0) ? this.oldest : other.oldest);
	}

}
