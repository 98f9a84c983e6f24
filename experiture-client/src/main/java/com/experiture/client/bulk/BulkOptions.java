package com.experiture.client.bulk;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.PollOptions;
import com.experiture.client.internal.time.DurationLimits;
import com.experiture.client.settings.RequestLimits;

/**
 * How a bulk write is carried out. Immutable: each method returns a changed copy.
 */
public final class BulkOptions {

	private static final BulkOptions DEFAULTS = new BulkOptions();

	private @Nullable String matchKey;

	private int maxRecords = RequestLimits.MAX_BATCH_RECORDS;

	private int maxBytes = RequestLimits.MAX_RECORDS_BODY_SIZE;

	private int concurrency = 4;

	private @Nullable Function<Object, ?> orderKey;

	private @Nullable String runId;

	private long startAt;

	private long maxRejected = 100_000;

	private Duration patience = Duration.ofMinutes(10);

	private PollOptions<Object> jobWait = PollOptions.atMost(Duration.ofHours(1))
		.intervals(Duration.ofMillis(200), Duration.ofSeconds(30));

	private Consumer<? super BulkProgress> progress = (progress) -> {
	};

	private BulkOptions() {
	}

	private BulkOptions(BulkOptions other) {
		this.matchKey = other.matchKey;
		this.maxRecords = other.maxRecords;
		this.maxBytes = other.maxBytes;
		this.concurrency = other.concurrency;
		this.orderKey = other.orderKey;
		this.runId = other.runId;
		this.startAt = other.startAt;
		this.maxRejected = other.maxRejected;
		this.patience = other.patience;
		this.jobWait = other.jobWait;
		this.progress = other.progress;
	}

	/**
	 * Return the options that fit most bulk writes: the largest batches that the API
	 * accepts, four of them in flight.
	 * @return the options
	 */
	public static BulkOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Return the defaults with a match key. Each record must have it: one whose key is
	 * missing, null or blank is rejected here, since the API would insert it as a new
	 * row, unless {@link com.experiture.client.call.CallOptions#insertWithoutMatchKey()
	 * inserting} is meant. Records with the same value are written in the order of the
	 * source.
	 * @param matchKey one of the object's identity keys, such as {@code email}
	 * @return the options
	 */
	public static BulkOptions matchKey(String matchKey) {
		BulkOptions copy = new BulkOptions(DEFAULTS);
		copy.matchKey = matchKey;
		return copy;
	}

	/**
	 * Limit the size of the batches. Smaller ones need less memory and more requests, of
	 * which the API allows only so many.
	 * @param records how many records a batch may hold, 1 to 10,000 (the default)
	 * @param bytes how many bytes the body of a batch may have, up to 10,000,000 (the
	 * default)
	 * @return new options
	 */
	public BulkOptions batchSize(int records, int bytes) {
		check(records >= 1 && records <= RequestLimits.MAX_BATCH_RECORDS, "A batch holds 1 to 10,000 records");
		check(bytes >= 1_000 && bytes <= RequestLimits.MAX_RECORDS_BODY_SIZE, "A batch has 1,000 to 10,000,000 bytes");
		BulkOptions copy = new BulkOptions(this);
		copy.maxRecords = records;
		copy.maxBytes = bytes;
		return copy;
	}

	/**
	 * Set how many batches may be in flight at once. About two more are in memory.
	 * @param batches at least 1; 4 by default. 1 keeps the order of all records
	 * @return new options
	 */
	public BulkOptions concurrency(int batches) {
		check(batches >= 1, "At least one batch must be in flight");
		BulkOptions copy = new BulkOptions(this);
		copy.concurrency = batches;
		return copy;
	}

	/**
	 * Write records with the same key in the order of the source, also where several
	 * batches are in flight. Needed only without a match key, or for another key than
	 * that. Within a batch, the API is assumed to keep the order.
	 * @param key returns the key of a record; it must have {@code hashCode}
	 * @return new options
	 */
	public BulkOptions orderedBy(Function<Object, ?> key) {
		BulkOptions copy = new BulkOptions(this);
		copy.orderKey = key;
		return copy;
	}

	/**
	 * Give the run a name, so that it can be started again within 24 hours and writes
	 * nothing twice: the idempotency key of each batch then follows from the name and the
	 * position of its records. The source must give the same records in the same order,
	 * and the size of the batches must be the same. Other records need another name, also
	 * corrected ones: the parts of a batch that was divided have keys of their own. The
	 * batches of a run with a name are divided only if the refusal names a record or the
	 * size of the body, since it may concern the key.
	 * @param runId the name of the run, such as {@code customers-2026-11-24}
	 * @return new options
	 */
	public BulkOptions runId(String runId) {
		BulkOptions copy = new BulkOptions(this);
		copy.runId = runId;
		return copy;
	}

	/**
	 * Resume a run: pass over the records before a position.
	 * @param position where to go on, see {@link BulkProgress#resumeAt()}
	 * @return new options
	 */
	public BulkOptions startAt(long position) {
		check(position >= 0, "A position must not be negative");
		BulkOptions copy = new BulkOptions(this);
		copy.startAt = position;
		return copy;
	}

	/**
	 * Stop the run where too many records are rejected, for example since a column has
	 * the wrong name. All rejections up to there are in the report.
	 * @param records how many records may be rejected, 100,000 by default
	 * @return new options
	 */
	public BulkOptions maxRejected(long records) {
		check(records >= 1, "At least one rejected record must be allowed for");
		BulkOptions copy = new BulkOptions(this);
		copy.maxRejected = records;
		return copy;
	}

	/**
	 * Set how long a batch is sent again, with the same idempotency key, where its call
	 * failed in a way that may pass: an outage, or a pause that the API asks for.
	 * @param patience the time since the batch was first sent; 10 minutes by default
	 * @return new options
	 */
	public BulkOptions patience(Duration patience) {
		DurationLimits.notNegative("patience", patience);
		BulkOptions copy = new BulkOptions(this);
		copy.patience = patience;
		return copy;
	}

	/**
	 * Set how to wait for the jobs of batches, where the API answers with jobs.
	 * @param wait how long and how often; an hour at most by default
	 * @return new options
	 */
	public BulkOptions jobWait(PollOptions<Object> wait) {
		BulkOptions copy = new BulkOptions(this);
		copy.jobWait = wait;
		return copy;
	}

	/**
	 * Set a listener that is called after each batch whose outcome is known, by one
	 * thread at a time. It must not block, and what it throws does not end the run.
	 * @param listener gets the state of the run, for example a
	 * {@link com.experiture.client.ProgressLog}
	 * @return new options
	 */
	public BulkOptions onProgress(Consumer<? super BulkProgress> listener) {
		BulkOptions copy = new BulkOptions(this);
		copy.progress = listener;
		return copy;
	}

	public @Nullable String matchKey() {
		return this.matchKey;
	}

	public int maxRecords() {
		return this.maxRecords;
	}

	public int maxBytes() {
		return this.maxBytes;
	}

	public int concurrency() {
		return this.concurrency;
	}

	public @Nullable Function<Object, ?> orderKey() {
		return this.orderKey;
	}

	public @Nullable String runId() {
		return this.runId;
	}

	public long startAt() {
		return this.startAt;
	}

	public long maxRejected() {
		return this.maxRejected;
	}

	public Duration patience() {
		return this.patience;
	}

	public PollOptions<Object> jobWait() {
		return this.jobWait;
	}

	public Consumer<? super BulkProgress> progress() {
		return this.progress;
	}

	private static void check(boolean holds, String rule) {
		if (!holds) {
			throw new IllegalArgumentException(rule);
		}
	}

}
