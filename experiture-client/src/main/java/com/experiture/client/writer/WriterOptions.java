package com.experiture.client.writer;

import java.time.Duration;

import com.experiture.client.call.PollOptions;
import com.experiture.client.internal.rules.BatchSizeRule;
import com.experiture.client.settings.DurationLimits;
import com.experiture.client.settings.RequestLimits;

/**
 * How a {@link RecordWriter} collects and sends records. Immutable; each option has a
 * default.
 */
public final class WriterOptions {

	private static final WriterOptions DEFAULTS = new Builder().build();

	private final int batchRecords;

	private final int batchBytes;

	private final Duration linger;

	private final int capacity;

	private final long capacityBytes;

	private final WhenFull whenFull;

	private final int appendConcurrency;

	private final Duration retryTimeout;

	private final PollOptions<Object> jobPolling;

	private final Duration drainTimeout;

	private final UndeliveredRecordsHandler undeliveredHandler;

	private WriterOptions(Builder builder) {
		this.batchRecords = builder.batchRecords;
		this.batchBytes = builder.batchBytes;
		this.linger = builder.linger;
		this.capacity = builder.capacity;
		this.capacityBytes = builder.capacityBytes;
		this.whenFull = builder.whenFull;
		this.appendConcurrency = builder.appendConcurrency;
		this.retryTimeout = builder.retryTimeout;
		this.jobPolling = builder.jobPolling;
		this.drainTimeout = builder.drainTimeout;
		this.undeliveredHandler = builder.undeliveredHandler;
	}

	/**
	 * Return the options that suit most applications.
	 * @return the options
	 */
	public static WriterOptions defaults() {
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
	 * Return how long a record waits for others to share its batch.
	 * @return the time, zero to send at once
	 */
	public Duration linger() {
		return this.linger;
	}

	/**
	 * Return how many records can be in memory.
	 * @return the number of records, including those in flight
	 */
	public int capacity() {
		return this.capacity;
	}

	/**
	 * Return how many bytes of JSON can be in memory.
	 * @return the number of bytes, including those in flight
	 */
	public long capacityBytes() {
		return this.capacityBytes;
	}

	/**
	 * Return what a write does while the writer is full.
	 * @return the policy
	 */
	public WhenFull whenFull() {
		return this.whenFull;
	}

	/**
	 * Return how many batches of appended records of one object can be in flight.
	 * @return the number of batches
	 */
	public int appendConcurrency() {
		return this.appendConcurrency;
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
	 * Return how long closing or draining the writer waits.
	 * @return the time
	 */
	public Duration drainTimeout() {
		return this.drainTimeout;
	}

	/**
	 * Return the handler for records that could not be delivered.
	 * @return the handler
	 */
	public UndeliveredRecordsHandler undeliveredHandler() {
		return this.undeliveredHandler;
	}

	/**
	 * What a write does while the writer has no room for it.
	 */
	public enum WhenFull {

		/**
		 * It waits: the blocking writer blocks its caller, the reactive writer delays its
		 * result. Up to 10,000 writes can wait, with up to as many bytes in total as the
		 * writer has room for; another one fails with a {@link WriterFullException}.
		 */
		WAIT,

		/** It fails with a {@link WriterFullException}. */
		REJECT

	}

	/**
	 * Builds {@link WriterOptions}.
	 */
	public static final class Builder {

		private int batchRecords = RequestLimits.MAX_BATCH_RECORDS;

		private int batchBytes = RequestLimits.MAX_RECORDS_BODY_SIZE;

		private Duration linger = Duration.ofMillis(100);

		private int capacity = 100_000;

		private long capacityBytes = 64_000_000;

		private WhenFull whenFull = WhenFull.WAIT;

		private int appendConcurrency = 4;

		private Duration retryTimeout = Duration.ofMinutes(2);

		private PollOptions<Object> jobPolling = PollOptions.builder()
			.timeout(Duration.ofMinutes(10))
			.intervals(Duration.ofMillis(200), Duration.ofSeconds(30))
			.build();

		private Duration drainTimeout = Duration.ofSeconds(25);

		private UndeliveredRecordsHandler undeliveredHandler = UndeliveredRecords::log;

		private Builder() {
		}

		private Builder(WriterOptions options) {
			this.batchRecords = options.batchRecords;
			this.batchBytes = options.batchBytes;
			this.linger = options.linger;
			this.capacity = options.capacity;
			this.capacityBytes = options.capacityBytes;
			this.whenFull = options.whenFull;
			this.appendConcurrency = options.appendConcurrency;
			this.retryTimeout = options.retryTimeout;
			this.jobPolling = options.jobPolling;
			this.drainTimeout = options.drainTimeout;
			this.undeliveredHandler = options.undeliveredHandler;
		}

		/**
		 * Set at which size a batch is sent, even if the linger time has not passed.
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
		 * Set how long a record waits for others to share its batch.
		 * @param linger the time, 100 ms by default; zero to send at once
		 * @return this builder
		 * @throws IllegalArgumentException if it is negative or longer than 365 days
		 */
		public Builder linger(Duration linger) {
			this.linger = DurationLimits.notNegative("linger", linger);
			return this;
		}

		/**
		 * Limit what is in memory: the records that wait and those that are in flight.
		 * @param records how many records, at least 1; 100,000 by default
		 * @param bytes how many bytes of JSON, at least
		 * {@value RequestLimits#MIN_BATCH_BYTES}; 64,000,000 by default. Should be at
		 * least the size of a batch
		 * @return this builder
		 * @throws IllegalArgumentException if a limit is too small
		 */
		public Builder capacity(int records, long bytes) {
			check(records >= 1 && bytes >= RequestLimits.MIN_BATCH_BYTES,
					"The capacity must be at least 1 record and " + RequestLimits.MIN_BATCH_BYTES + " bytes");
			this.capacity = records;
			this.capacityBytes = bytes;
			return this;
		}

		/**
		 * Set what a write does while the writer is full.
		 * @param policy {@link WhenFull#WAIT} by default
		 * @return this builder
		 */
		public Builder whenFull(WhenFull policy) {
			this.whenFull = policy;
			return this;
		}

		/**
		 * Set how many batches of appended records of one object can be in flight.
		 * Batches of upserts into one object by one match key are sent one at a time to
		 * keep their order; appended rows have no order.
		 * @param batches at least 1; 4 by default
		 * @return this builder
		 * @throws IllegalArgumentException if it is less than 1
		 */
		public Builder appendConcurrency(int batches) {
			check(batches >= 1, "The append concurrency must be at least 1");
			this.appendConcurrency = batches;
			return this;
		}

		/**
		 * Set how long a batch is retried with the same idempotency key if its call
		 * failed with a transient error.
		 * @param timeout the time since the batch was first sent, 2 minutes by default;
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
		 * @param polling the timeout and the intervals; at most 10 minutes by default
		 * @return this builder
		 */
		public Builder jobPolling(PollOptions<Object> polling) {
			this.jobPolling = polling;
			return this;
		}

		/**
		 * Set how long {@link RecordWriter#drain()} and {@link RecordWriter#close()} wait
		 * for the records that were written.
		 * @param timeout the time, 25 seconds by default
		 * @return this builder
		 * @throws IllegalArgumentException if it is negative or longer than 365 days
		 */
		public Builder drainTimeout(Duration timeout) {
			this.drainTimeout = DurationLimits.notNegative("drainTimeout", timeout);
			return this;
		}

		/**
		 * Set a handler that receives the records that could not be delivered, for
		 * example to store them. By default, only their number is logged.
		 * @param handler receives the records, on a thread that can block
		 * @return this builder
		 */
		public Builder onUndelivered(UndeliveredRecordsHandler handler) {
			this.undeliveredHandler = handler;
			return this;
		}

		/**
		 * Build the options.
		 * @return the options
		 */
		public WriterOptions build() {
			return new WriterOptions(this);
		}

		private static void check(boolean holds, String rule) {
			if (!holds) {
				throw new IllegalArgumentException(rule);
			}
		}

	}

}
