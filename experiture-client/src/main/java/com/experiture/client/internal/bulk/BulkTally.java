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
import com.experiture.client.error.InvalidField;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.BatchResult.Remainder;
import com.experiture.client.internal.bulk.BulkBatch.Range;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.receipt.RecordResult;

/**
 * Accounts for the records of one bulk write.
 */
final class BulkTally {

	private final LongSupplier nanoTime;

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

	BulkTally(LongSupplier nanoTime, long startAt, @Nullable Long size) {
		this.total = (size != null) ? Math.max(0, size - startAt) : null;
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
		this.startAt = startAt;
		this.read = startAt;
		this.end = startAt;
	}

	synchronized void begun(Range range) {
		this.read = range.to();
		this.end = range.to();
		this.open.put(range.from(), range);
		this.pending.put(range, Sending.NOT_YET);
	}

	/**
	 * A batch is on its way.
	 * @param range its records
	 * @param watch knows whether they may have been written
	 */
	synchronized void sending(Range range, CallWatch watch) {
		this.pending.replace(range, new Sending(watch, null));
	}

	synchronized void rejected(long position, InvalidField fault) {
		this.rejected++;
		this.rejections
			.add(RejectedRecords.one(position, null, fault.field().isEmpty() ? null : fault.field(), fault.reason()));
	}

	/**
	 * The API has taken a batch.
	 * @param range its records
	 * @param jobId the job that carries it out, or {@code null} where there is none
	 * @param records how many of its records were sent
	 * @param size the length of its body
	 */
	synchronized void taken(Range range, @Nullable String jobId, int records, int size) {
		this.pending.computeIfPresent(range, (any, sending) -> new Sending(sending.watch(), jobId));
		this.sent += records;
		this.batches += (records > 0) ? 1 : 0;
		this.bytes += size;
	}

	synchronized void settled(Range range, BatchResult settlement, @Nullable String jobId) {
		if (this.pending.remove(range) == null) {
			return;
		}
		Remainder remainder = settlement.remainder();
		if (remainder == null) {
			this.open.remove(range.from());
		}
		else {
			unresolved(range, remainder.sent(), true, jobId, remainder.cause());
			unresolved(range, remainder.unsent(), false, null, remainder.cause());
		}
		this.accepted += settlement.accepted();
		this.rejected += settlement.rejected();
		for (RecordResult outcome : settlement.rejections()) {
			this.rejections.add(RejectedRecords.one(range.positions()[outcome.index()], outcome.code(), outcome.path(),
					outcome.message()));
		}
		if (settlement.unlocated() > 0) {
			this.rejections.add(new RejectedRecords(range.first(), range.last(), settlement.unlocated(), null, null,
					settlement.reason()));
		}
	}

	synchronized void empty(Range range) {
		this.pending.remove(range);
		this.open.remove(range.from());
	}

	synchronized void notSent(Range range) {
		if (this.pending.remove(range) != null) {
			unresolved(range, false, null, null);
		}
	}

	/**
	 * Nobody waits for the batches any more that are on their way.
	 */
	synchronized void breakOff(Throwable cause) {
		this.pending.forEach((range, sending) -> {
			if (range.positions().length > 0) {
				unresolved(range, sending.isPossible(), sending.jobId(), cause);
			}
		});
		this.pending.clear();
	}

	private void unresolved(Range range, boolean sent, @Nullable String jobId, @Nullable Throwable cause) {
		this.unresolved
			.add(new UnresolvedRecords(range.first(), range.last(), range.positions().length, sent, jobId, cause));
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
