package com.experiture.client.writer;

import java.time.Duration;

import com.experiture.client.call.PollOptions;
import com.experiture.client.internal.time.DurationLimits;
import com.experiture.client.internal.writer.WriterFullException;
import com.experiture.client.settings.RequestLimits;

/**
 * How a {@link RecordWriter} collects and sends records. Immutable: each method returns a
 * changed copy.
 */
public final class WriterOptions {

	private static final WriterOptions DEFAULTS = new WriterOptions();

	private int maxRecords = RequestLimits.MAX_BATCH_RECORDS;

	private int maxBytes = RequestLimits.MAX_RECORDS_BODY_SIZE;

	private Duration linger = Duration.ofMillis(100);

	private int capacity = 100_000;

	private long capacityBytes = 64_000_000;

	private WhenFull whenFull = WhenFull.WAIT;

	private int appendConcurrency = 4;

	private Duration patience = Duration.ofMinutes(2);

	private PollOptions<Object> jobWait = PollOptions.atMost(Duration.ofMinutes(10))
		.intervals(Duration.ofMillis(200), Duration.ofSeconds(30));

	private Duration drainTimeout = Duration.ofSeconds(25);

	private UndeliveredRecordsHandler undelivered = UndeliveredRecords::log;

	private WriterOptions() {
	}

	private WriterOptions(WriterOptions other) {
		this.maxRecords = other.maxRecords;
		this.maxBytes = other.maxBytes;
		this.linger = other.linger;
		this.capacity = other.capacity;
		this.capacityBytes = other.capacityBytes;
		this.whenFull = other.whenFull;
		this.appendConcurrency = other.appendConcurrency;
		this.patience = other.patience;
		this.jobWait = other.jobWait;
		this.drainTimeout = other.drainTimeout;
		this.undelivered = other.undelivered;
	}

	/**
	 * Return the options that fit most applications.
	 * @return the options
	 */
	public static WriterOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Set when a batch is sent although the linger time has not passed.
	 * @param records how many records a batch may hold, 1 to 10,000 (the default)
	 * @param bytes how many bytes its body may have, 1,000 to 10,000,000 (the default)
	 * @return new options
	 */
	public WriterOptions batchSize(int records, int bytes) {
		check(records >= 1 && records <= RequestLimits.MAX_BATCH_RECORDS, "A batch holds 1 to 10,000 records");
		check(bytes >= 1_000 && bytes <= RequestLimits.MAX_RECORDS_BODY_SIZE, "A batch has 1,000 to 10,000,000 bytes");
		WriterOptions copy = new WriterOptions(this);
		copy.maxRecords = records;
		copy.maxBytes = bytes;
		return copy;
	}

	/**
	 * Set how long a record waits for others to share its batch.
	 * @param linger the time, 100 ms by default; zero sends at once what there is
	 * @return new options
	 */
	public WriterOptions linger(Duration linger) {
		DurationLimits.notNegative("linger", linger);
		WriterOptions copy = new WriterOptions(this);
		copy.linger = linger;
		return copy;
	}

	/**
	 * Bound what is in memory: the records that wait and those that are in flight.
	 * @param records how many records, 100,000 by default
	 * @param bytes how many bytes of JSON, 64,000,000 by default; at least as many as a
	 * batch has
	 * @return new options
	 */
	public WriterOptions capacity(int records, long bytes) {
		check(records >= 1 && bytes >= 1_000, "A writer must have room for at least one record and 1,000 bytes");
		WriterOptions copy = new WriterOptions(this);
		copy.capacity = records;
		copy.capacityBytes = bytes;
		return copy;
	}

	/**
	 * Set what happens to a write while there is no room.
	 * @param policy {@link WhenFull#WAIT} by default
	 * @return new options
	 */
	public WriterOptions whenFull(WhenFull policy) {
		WriterOptions copy = new WriterOptions(this);
		copy.whenFull = policy;
		return copy;
	}

	/**
	 * Set how many batches of appended records of one object may be in flight. Upserts of
	 * one object and match key are sent one batch after the other, which keeps their
	 * order; appended rows have none.
	 * @param batches at least 1; 4 by default
	 * @return new options
	 */
	public WriterOptions appendConcurrency(int batches) {
		check(batches >= 1, "At least one batch must be in flight");
		WriterOptions copy = new WriterOptions(this);
		copy.appendConcurrency = batches;
		return copy;
	}

	/**
	 * Set how long a batch is sent again, with the same idempotency key, where its call
	 * failed in a way that may pass.
	 * @param patience the time since the batch was first sent; 2 minutes by default
	 * @return new options
	 */
	public WriterOptions patience(Duration patience) {
		DurationLimits.notNegative("patience", patience);
		WriterOptions copy = new WriterOptions(this);
		copy.patience = patience;
		return copy;
	}

	/**
	 * Set how to wait for the jobs of batches, where the API answers with jobs.
	 * @param wait how long and how often; 10 minutes at most by default
	 * @return new options
	 */
	public WriterOptions jobWait(PollOptions<Object> wait) {
		WriterOptions copy = new WriterOptions(this);
		copy.jobWait = wait;
		return copy;
	}

	/**
	 * Set how long {@link RecordWriter#close()} waits for what was written.
	 * @param timeout the time, 25 seconds by default
	 * @return new options
	 */
	public WriterOptions drainTimeout(Duration timeout) {
		DurationLimits.notNegative("drainTimeout", timeout);
		WriterOptions copy = new WriterOptions(this);
		copy.drainTimeout = timeout;
		return copy;
	}

	/**
	 * Be handed what could not be delivered, to keep it. By default only their number is
	 * logged.
	 * @param handler gets the records, on a thread that may block
	 * @return new options
	 */
	public WriterOptions onUndelivered(UndeliveredRecordsHandler handler) {
		WriterOptions copy = new WriterOptions(this);
		copy.undelivered = handler;
		return copy;
	}

	public int maxRecords() {
		return this.maxRecords;
	}

	public int maxBytes() {
		return this.maxBytes;
	}

	public Duration linger() {
		return this.linger;
	}

	public int capacity() {
		return this.capacity;
	}

	public long capacityBytes() {
		return this.capacityBytes;
	}

	public WhenFull whenFull() {
		return this.whenFull;
	}

	public int appendConcurrency() {
		return this.appendConcurrency;
	}

	public Duration patience() {
		return this.patience;
	}

	public PollOptions<Object> jobWait() {
		return this.jobWait;
	}

	public Duration drainTimeout() {
		return this.drainTimeout;
	}

	public UndeliveredRecordsHandler undelivered() {
		return this.undelivered;
	}

	private static void check(boolean holds, String rule) {
		if (!holds) {
			throw new IllegalArgumentException(rule);
		}
	}

	/**
	 * What happens to a write while the writer has no room for it.
	 */
	public enum WhenFull {

		/**
		 * It waits: the blocking face holds up its caller, the reactive one its result.
		 * Up to 10,000 writes wait, of together as many bytes as the writer has room for;
		 * one more fails with a {@link WriterFullException}.
		 */
		WAIT,

		/** It fails with a {@link WriterFullException}. */
		REFUSE

	}

}
