package com.experiture.client.records;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.experiture.client.error.ExperitureException;
import com.experiture.client.http.CallPipeline;

/**
 * Logs that batches are not delivered at the moment, for as long as they are sent again,
 * and that they are delivered again.
 */
final class OutageLog {

	private static final Logger logger = LoggerFactory.getLogger(RecordsClient.class);

	private final InstantSource clock;

	private final String workspace;

	private final AtomicReference<@Nullable Instant> since = new AtomicReference<>();

	OutageLog(CallPipeline pipeline) {
		this.clock = pipeline.time().clock();
		this.workspace = pipeline.workspace();
	}

	void failed(String objectName, ExperitureException failure, Duration left) {
		Instant now = this.clock.instant();
		if (this.since.compareAndSet(null, now)) {
			logger.warn(
					"Batches of '{}' (workspace {}) cannot be delivered at the moment. They are sent again until {}, with"
							+ " the same idempotency keys. Cause: {}",
					objectName, this.workspace, now.plus(left).truncatedTo(ChronoUnit.SECONDS), failure.getMessage());
		}
	}

	void delivered(String objectName) {
		Instant since = this.since.get();
		if (since != null && this.since.compareAndSet(since, null)) {
			logger.info("Batches of '{}' (workspace {}) are delivered again, {} s after the first one failed",
					objectName, this.workspace, Duration.between(since, this.clock.instant()).toSeconds());
		}
	}

}
