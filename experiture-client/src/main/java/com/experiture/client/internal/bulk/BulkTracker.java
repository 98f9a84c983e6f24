package com.experiture.client.internal.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import com.experiture.client.bulk.BulkProgress;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.RejectedRecords;
import com.experiture.client.bulk.UnresolvedRecords;
import com.experiture.client.error.Effect;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.BatchResult.Unresolved;
import com.experiture.client.internal.batch.BatchSender.Submission;
import com.experiture.client.internal.bulk.BulkBatch.Range;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.receipt.RecordResult;

/**
 * Accounts for every record of a bulk write, and reports the outcomes to the listener.
 */
final class BulkTracker {

	private final LongSupplier nanoTime;

	private final ClientListener events;

	private final long start;

	private final TreeMap<Long, Range> open = new TreeMap<>();

	private final Map<Range, Sending> pending = new LinkedHashMap<>();

	private final List<RejectedRecords> rejections = new ArrayList<>();

	private final List<UnresolvedRecords> unresolved = new ArrayList<>();

	private final long startAt;

	private final @Nullable Long total;

	private long read;

	private long sent;

	private long accepted;

	private long rejected;

	private long batches;

	private long bytes;

	private long end;

	/**
	 * Create a tracker.
	 * @param nanoTime a monotonic time in nanoseconds
	 * @param events receives the numbers of records
	 * @param startAt the position of the first record to write
	 * @param size the number of records of the source, {@code null} if not known
	 */
	BulkTracker(LongSupplier nanoTime, ClientListener events, long startAt, @Nullable Long size) {
		this.events = events;
		this.total = (size != null) ? Math.max(0, size - startAt) : null;
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
		this.startAt = startAt;
		this.read = startAt;
		this.end = startAt;
	}

	/**
	 * A batch was made.
	 */
	synchronized void started(Range range) {
		this.read = range.to();
		this.end = range.to();
		this.open.put(range.from(), range);
		this.pending.put(range, Sending.NOT_YET);
	}

	/**
	 * A batch is being sent.
	 * @param range the records of the batch
	 * @param watch knows whether they may have been written
	 */
	synchronized void sending(Range range, CallWatch watch) {
		this.pending.replace(range, new Sending(watch, null));
	}

	/**
	 * A record was rejected before it was part of a batch.
	 */
	void rejected(long position, InvalidField problem) {
		synchronized (this) {
			this.rejected++;
			addRejection(position, null, problem.field().isEmpty() ? null : problem.field(), problem.reason());
		}
		this.events.recordsProcessed(RecordOutcome.REJECTED, 1);
	}

	/**
	 * The API has responded to a batch.
	 */
	synchronized void submitted(Range range, Submission submission) {
		this.pending.computeIfPresent(range, (any, sending) -> new Sending(sending.watch(), submission.jobId()));
		this.sent += submission.records();
		this.batches += (submission.records() > 0) ? 1 : 0;
		this.bytes += submission.bytes();
	}

	/**
	 * The result of a batch is known.
	 * @param range the records of the batch
	 * @param result the result
	 * @param jobId the job of the batch, or {@code null} if there is none
	 */
	void completed(Range range, BatchResult result, @Nullable String jobId) {
		add(range, result, jobId);
		result.report(this.events);
		if (result.unresolvedCount() > 0) {
			this.events.recordsProcessed(RecordOutcome.FAILED, result.unresolvedCount());
		}
	}

	private synchronized void add(Range range, BatchResult result, @Nullable String jobId) {
		if (this.pending.remove(range) == null) {
			return;
		}
		Unresolved unresolved = result.unresolved();
		if (unresolved == null) {
			this.open.remove(range.from());
		}
		else {
			unresolved(range, unresolved.sent(), true, jobId, unresolved.cause());
			unresolved(range, unresolved.unsent(), false, null, unresolved.cause());
		}
		this.accepted += result.accepted();
		this.rejected += result.rejected();
		for (RecordResult rejection : result.rejections()) {
			addRejection(range.positions()[rejection.index()], rejection.code(), rejection.path(), rejection.message());
		}
		if (result.unattributed() > 0) {
			this.rejections.add(new RejectedRecords(range.first(), range.last(), result.unattributed(), null, null,
					result.reason()));
		}
	}

	private void addRejection(long position, @Nullable String code, @Nullable String path, @Nullable String reason) {
		this.rejections.add(new RejectedRecords(position, position, 1, code, path, reason));
	}

	/**
	 * A batch was not sent, because it has no records or the run was stopped.
	 */
	void skipped(BulkBatch batch) {
		EncodedBatch encoded = batch.encoded();
		remove(batch.range(), encoded == null);
		if (encoded != null) {
			this.events.recordsProcessed(RecordOutcome.FAILED, encoded.size());
		}
	}

	private synchronized void remove(Range range, boolean empty) {
		boolean unresolved = this.pending.remove(range) != null && !empty;
		if (empty) {
			this.open.remove(range.from());
		}
		else if (unresolved) {
			unresolved(range, false, null, null);
		}
	}

	/**
	 * The wait for the batches in flight was interrupted.
	 */
	synchronized void interrupted(Throwable cause) {
		this.pending.forEach((range, sending) -> {
			if (range.size() > 0) {
				unresolved(range, sending.isPossible(), sending.jobId(), cause);
			}
		});
		this.pending.clear();
	}

	private void unresolved(Range range, boolean sent, @Nullable String jobId, @Nullable Throwable cause) {
		this.unresolved.add(new UnresolvedRecords(range.first(), range.last(), range.size(), sent, jobId, cause));
	}

	private void unresolved(Range range, int[] indexes, boolean sent, @Nullable String jobId, Throwable cause) {
		if (indexes.length > 0) {
			long[] positions = range.positions();
			this.unresolved.add(new UnresolvedRecords(positions[indexes[0]], positions[indexes[indexes.length - 1]],
					indexes.length, sent, jobId, cause));
		}
	}

	synchronized long rejected() {
		return this.rejected;
	}

	synchronized BulkProgress progress(boolean ended) {
		return new BulkProgress(this.read - this.startAt, this.sent, this.accepted, this.rejected, this.bytes,
				elapsed(), resumeAt(), this.total, ended);
	}

	synchronized BulkReport report(String objectName, String correlationId) {
		return new BulkReport(objectName, correlationId, this.read - this.startAt, this.accepted, this.rejected,
				this.rejections, this.unresolved, this.batches, this.bytes, elapsed(), resumeAt());
	}

	private Duration elapsed() {
		return Duration.ofNanos(this.nanoTime.getAsLong() - this.start);
	}

	private long resumeAt() {
		return this.open.isEmpty() ? this.end : this.open.firstKey();
	}

	private record Sending(@Nullable CallWatch watch, @Nullable String jobId) {

		static final Sending NOT_YET = new Sending(null, null);

		boolean isPossible() {
			return this.watch != null && this.watch.effect() != Effect.NONE;
		}

	}

}
