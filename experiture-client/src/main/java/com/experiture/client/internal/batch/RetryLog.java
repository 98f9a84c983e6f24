package com.experiture.client.internal.batch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.records.RecordsClient;

/**
 * Logs when batches must be retried, and when all of them are delivered. If the API fails
 * repeatedly for a short time, at most one warning per minute is logged.
 */
public final class RetryLog {

	private static final Logger logger = LoggerFactory.getLogger(RecordsClient.class);

	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private final InstantSource clock;

	private final String workspace;

	private final Map<String, Outage> outages = new HashMap<>();

	private @Nullable Instant warned;

	public RetryLog(ClientRuntime runtime) {
		this.clock = runtime.time().clock();
		this.workspace = runtime.workspace();
	}

	/**
	 * A batch failed for the first time and is retried.
	 */
	synchronized void started(String objectName, ExperitureException failure, Duration left) {
		Instant now = this.clock.instant();
		Outage outage = this.outages.get(objectName);
		if (outage != null) {
			outage.waiting++;
			return;
		}
		boolean warns = this.warned == null || !now.isBefore(this.warned.plus(INTERVAL));
		this.warned = warns ? now : this.warned;
		this.outages.put(objectName, new Outage(now, warns));
		logger.atLevel(warns ? Level.WARN : Level.DEBUG)
			.log("Batches of '{}' (workspace {}) cannot be delivered at the moment. They are sent again until {}, with"
					+ " the same idempotency keys. Cause: {}", objectName, this.workspace,
					now.plus(left).truncatedTo(ChronoUnit.SECONDS), failure.getMessage());
	}

	/**
	 * A batch that failed before is no longer retried.
	 * @param delivered whether it was delivered
	 */
	synchronized void ended(String objectName, boolean delivered) {
		Outage outage = this.outages.get(objectName);
		if (outage == null || --outage.waiting > 0) {
			return;
		}
		this.outages.remove(objectName);
		if (delivered) {
			logger.atLevel(outage.warned ? Level.INFO : Level.DEBUG)
				.log("Batches of '{}' (workspace {}) are delivered again, {} s after the first one failed", objectName,
						this.workspace, Duration.between(outage.since, this.clock.instant()).toSeconds());
		}
	}

	private static final class Outage {

		private final Instant since;

		private final boolean warned;

		private int waiting = 1;

		Outage(Instant since, boolean warned) {
			this.since = since;
			this.warned = warned;
		}

	}

}
