package com.experiture.client.internal.writer;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

import com.experiture.client.error.CallDetails;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.BatchResult.Remainder;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.writer.UndeliveredRecords;

/**
 * A batch of a writer that was handed to the API.
 */
final class InFlightBatch {

	private final TargetQueue lane;

	private final List<WriterEntry> entries;

	private final FlushReason cut;

	private final CallWatch watch = new CallWatch();

	private volatile @Nullable Disposable call;

	private volatile boolean cancelled;

	InFlightBatch(TargetQueue lane, List<WriterEntry> entries, FlushReason cut) {
		this.lane = lane;
		this.entries = entries;
		this.cut = cut;
	}

	TargetQueue lane() {
		return this.lane;
	}

	List<WriterEntry> entries() {
		return this.entries;
	}

	/**
	 * Return what knows whether the records may have been written.
	 */
	CallWatch watch() {
		return this.watch;
	}

	FlushReason cut() {
		return this.cut;
	}

	long bytes() {
		return this.entries.stream().mapToLong(WriterEntry::size).sum();
	}

	void calling(Disposable call) {
		this.call = call;
		if (this.cancelled) {
			call.dispose();
		}
	}

	void cancel() {
		this.cancelled = true;
		Disposable call = this.call;
		if (call != null) {
			call.dispose();
		}
	}

	void complete(BatchResult settlement, CallDetails details) {
		@Nullable Throwable[] failures = new @Nullable Throwable[this.entries.size()];
		Remainder remainder = settlement.remainder();
		if (remainder != null) {
			remainder.indexes().forEach((index) -> failures[index] = remainder.cause());
		}
		for (RecordResult outcome : settlement.rejections()) {
			failures[outcome.index()] = RecordRejections.of(details, outcome);
		}
		for (int i = 0; i < failures.length; i++) {
			WriterEntry entry = this.entries.get(i);
			Throwable failure = failures[i];
			if (failure == null && settlement.unlocated() > 0) {
				failure = RecordRejections.unlocated(details, i, settlement);
			}
			if (failure != null) {
				entry.result().completeExceptionally(failure);
			}
			else {
				entry.result().complete(new RecordResult(i, true, null, null, null));
			}
		}
	}

	void fail(Throwable cause) {
		this.entries.forEach((entry) -> entry.result().completeExceptionally(cause));
	}

	UndeliveredRecords undelivered(boolean sent, Throwable cause) {
		return undelivered(this.lane.target(), this.entries, sent, cause);
	}

	List<UndeliveredRecords> undelivered(Remainder remainder) {
		return Stream
			.of(undelivered(remainder.sent(), true, remainder.cause()),
					undelivered(remainder.unsent(), false, remainder.cause()))
			.filter((undelivered) -> !undelivered.records().isEmpty())
			.toList();
	}

	private UndeliveredRecords undelivered(int[] indexes, boolean sent, Throwable cause) {
		return undelivered(this.lane.target(), IntStream.of(indexes).mapToObj(this.entries::get).toList(), sent, cause);
	}

	static UndeliveredRecords undelivered(RecordTarget target, List<WriterEntry> entries, boolean sent,
			Throwable cause) {
		return new UndeliveredRecords(target.objectName(), target.isAppend(), target.matchKey(),
				entries.stream().map(WriterEntry::record).toList(), sent, cause);
	}

}
