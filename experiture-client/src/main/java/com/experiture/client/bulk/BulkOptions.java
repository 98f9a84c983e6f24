package com.experiture.client.bulk;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.PollOptions;
import com.experiture.client.internal.rules.BatchSizeRule;
import com.experiture.client.settings.DurationLimits;
import com.experiture.client.settings.RequestLimits;

/**
 * How a bulk write is carried out. Immutable; each option has a default.
 */
public final class BulkOptions {

	private static final BulkOptions DEFAULTS = new Builder().build();

	private final int batchRecords;

	private final int batchBytes;

	private final int concurrency;

	private final @Nullable Function<Object, ?> orderKey;

	private final @Nullable String runId;

	private final long startAt;

	private final long maxRejected;

	private final Duration retryTimeout;

	private final PollOptions<Object> jobPolling;

	private final Consumer<? super BulkProgress> progressListener;

	private BulkOptions(Builder builder) {
		this.batchRecords = builder.batchRecords;
		this.batchBytes = builder.batchBytes;
		this.concurrency = builder.concurrency;
		this.orderKey = builder.orderKey;
		this.runId = builder.runId;
		this.startAt = builder.startAt;
		this.maxRejected = builder.maxRejected;
		this.retryTimeout = builder.retryTimeout;
		this.jobPolling = builder.jobPolling;
		this.progressListener = builder.progressListener;
	}

	/**
	 * Return the options that suit most bulk writes: the largest batches that the API
	 * accepts, four of them in flight.
	 * @return the options
	 */
	public static BulkOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Start with the defaults.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Start with these options.
	 * @return a builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Return how many records a batch can hold.
	 * @return the number of records
	 */
	public int batchRecords() {
		return this.batchRecords;
	}

	/**
	 * Return how large the body of a batch can be.
	 * @return the size in bytes
	 */
	public int batchBytes() {
		return this.batchBytes;
	}

	/**
	 * Return how many batches can be in flight.
	 * @return the number of batches
	 */
	public int concurrency() {
		return this.concurrency;
	}

	/**
	 * Return the key whose records are written in the order of the source.
	 * @return the function that returns the key of a record, or {@code null} to use the
	 * match key, if there is one
	 */
	public @Nullable Function<Object, ?> orderKey() {
		return this.orderKey;
	}

	/**
	 * Return the id under which the run can be repeated.
	 * @return the run id, or {@code null} if the run cannot be repeated
	 */
	public @Nullable String runId() {
		return this.runId;
	}

	/**
	 * Return the position of the first record to write.
	 * @return the position, from 0
	 */
	public long startAt() {
		return this.startAt;
	}

	/**
	 * Return how many records can be rejected before the run is stopped.
	 * @return the number of records
	 */
	public long maxRejected() {
		return this.maxRejected;
	}

	/**
	 * Return how long a batch is retried.
	 * @return the time since the batch was first sent
	 */
	public Duration retryTimeout() {
		return this.retryTimeout;
	}

	/**
	 * Return how to wait for the jobs of batches.
	 * @return the timeout and the intervals
	 */
	public PollOptions<Object> jobPolling() {
		return this.jobPolling;
	}

	/**
	 * Return the listener for the progress of the run.
	 * @return the listener
	 */
	public Consumer<? super BulkProgress> progressListener() {
		return this.progressListener;
	}

	/**
	 * Builds {@link BulkOptions}.
	 */
	public static final class Builder {

		private int batchRecords = RequestLimits.MAX_BATCH_RECORDS;

		private int batchBytes = RequestLimits.MAX_RECORDS_BODY_SIZE;

		private int concurrency = 4;

		private @Nullable Function<Object, ?> orderKey;

		private @Nullable String runId;

		private long startAt;

		private long maxRejected = 100_000;

		private Duration retryTimeout = Duration.ofMinutes(10);

		private PollOptions<Object> jobPolling = PollOptions.builder()
			.timeout(Duration.ofHours(1))
			.intervals(Duration.ofMillis(200), Duration.ofSeconds(30))
			.build();

		private Consumer<? super BulkProgress> progressListener = (progress) -> {
		};

		private Builder() {
		}

		private Builder(BulkOptions options) {
			this.batchRecords = options.batchRecords;
			this.batchBytes = options.batchBytes;
			this.concurrency = options.concurrency;
			this.orderKey = options.orderKey;
			this.runId = options.runId;
			this.startAt = options.startAt;
			this.maxRejected = options.maxRejected;
			this.retryTimeout = options.retryTimeout;
			this.jobPolling = options.jobPolling;
			this.progressListener = options.progressListener;
		}

		/**
		 * Limit the size of the batches. Smaller batches need less memory and more
		 * requests, whose rate the API limits.
		 * @param records how many records a batch can hold, from 1 to
		 * {@value RequestLimits#MAX_BATCH_RECORDS} (the default)
		 * @param bytes how large the body of a batch can be, from
		 * {@value RequestLimits#MIN_BATCH_BYTES} to
		 * {@value RequestLimits#MAX_RECORDS_BODY_SIZE} bytes (the default)
		 * @return this builder
		 * @throws IllegalArgumentException if a limit is out of its range
		 */
		public Builder batchSize(int records, int bytes) {
			BatchSizeRule.check(records, bytes);
			this.batchRecords = records;
			this.batchBytes = bytes;
			return this;
		}

		/**
		 * Set how many batches can be in flight. About two more batches are in memory.
		 * @param batches at least 1; 4 by default. 1 keeps the order of all records
		 * @return this builder
		 * @throws IllegalArgumentException if it is less than 1
		 */
		public Builder concurrency(int batches) {
			check(batches >= 1, "The concurrency must be at least 1");
			this.concurrency = batches;
			return this;
		}

		/**
		 * Write records with the same key in the order of the source, also if several
		 * batches are in flight. Required only without a match key, or to use a key other
		 * than the match key. The API is assumed to keep the order within a batch.
		 * @param key returns the key of a record; the key must implement {@code hashCode}
		 * @return this builder
		 */
		public Builder orderedBy(Function<Object, ?> key) {
			this.orderKey = key;
			return this;
		}

		/**
		 * Set an id for the run, so that it can be repeated within 24 hours and writes
		 * nothing twice: the idempotency key of each batch is derived from the run id and
		 * the position of its records. The source must return the same records in the
		 * same order, and the size of the batches must be the same. Other records need
		 * another run id, also if they were corrected, because the parts of a batch that
		 * was divided have their own keys. A batch of a run with an id is divided only if
		 * the error response names a record or the size of the body, since the response
		 * can be about the key.
		 * @param runId the run id, such as {@code customers-2026-11-24}
		 * @return this builder
		 */
		public Builder runId(String runId) {
			this.runId = runId;
			return this;
		}

		/**
		 * Resume a run: skip the records before a position.
		 * @param position the position at which to resume, see
		 * {@link BulkProgress#resumeAt()}; 0 by default
		 * @return this builder
		 * @throws IllegalArgumentException if it is negative
		 */
		public Builder startAt(long position) {
			check(position >= 0, "The start position must not be negative");
			this.startAt = position;
			return this;
		}

		/**
		 * Stop the run if too many records are rejected, for example because a column has
		 * a wrong name. The report contains all rejections up to that point.
		 * @param records how many records can be rejected, at least 1; 100,000 by default
		 * @return this builder
		 * @throws IllegalArgumentException if it is less than 1
		 */
		public Builder maxRejected(long records) {
			check(records >= 1, "The maximum number of rejected records must be at least 1");
			this.maxRejected = records;
			return this;
		}

		/**
		 * Set how long a batch is retried with the same idempotency key if its call
		 * failed with a transient error, such as an outage or a pause that the API asks
		 * for.
		 * @param timeout the time since the batch was first sent, 10 minutes by default;
		 * zero to not retry
		 * @return this builder
		 * @throws IllegalArgumentException if it is negative or longer than 365 days
		 */
		public Builder retryTimeout(Duration timeout) {
			this.retryTimeout = DurationLimits.notNegative("retryTimeout", timeout);
			return this;
		}

		/**
		 * Set how to wait for the jobs of batches, if the API responds with jobs.
		 * @param polling the timeout and the intervals; at most an hour by default
		 * @return this builder
		 */
		public Builder jobPolling(PollOptions<Object> polling) {
			this.jobPolling = polling;
			return this;
		}

		/**
		 * Set a listener that is called after each batch whose outcome is known, by one
		 * thread at a time. It must not block. If it throws an exception, the run goes
		 * on.
		 * @param listener receives the progress of the run, for example a
		 * {@link com.experiture.client.ProgressLog}
		 * @return this builder
		 */
		public Builder onProgress(Consumer<? super BulkProgress> listener) {
			this.progressListener = listener;
			return this;
		}

		/**
		 * Build the options.
		 * @return the options
		 */
		public BulkOptions build() {
			return new BulkOptions(this);
		}

		private static void check(boolean holds, String rule) {
			if (!holds) {
				throw new IllegalArgumentException(rule);
			}
		}

	}

}
