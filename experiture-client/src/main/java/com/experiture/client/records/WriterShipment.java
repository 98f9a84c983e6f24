package com.experiture.client.records;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

import com.experiture.client.error.CallDetails;
import com.experiture.client.http.CallWatch;
import com.experiture.client.observation.BatchCut;
import com.experiture.client.records.Settlement.Remainder;

/**
 * A batch of a writer that was handed to the API.
 */
final class WriterShipment {

	private final WriterLane lane;

	private final List<WriterEntry> entries;

	private final BatchCut cut;

	private final CallWatch watch = new CallWatch();

	private volatile @Nullable Disposable call;

	private volatile boolean cancelled;

	WriterShipment(WriterLane lane, List<WriterEntry> entries, BatchCut cut) {
		this.lane = lane;
		this.entries = entries;
		this.cut = cut;
	}

	WriterLane lane() {
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

	BatchCut cut() {
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

	void complete(Settlement settlement, CallDetails details) {
		@Nullable Throwable[] failures = new @Nullable Throwable[this.entries.size()];
		Remainder remainder = settlement.remainder();
		if (remainder != null) {
			remainder.indexes().forEach((index) -> failures[index] = remainder.cause());
		}
		for (RecordOutcome outcome : settlement.rejections()) {
			failures[outcome.index()] = RecordRejectedException.of(details, outcome);
		}
		for (int i = 0; i < failures.length; i++) {
			WriterEntry entry = this.entries.get(i);
			Throwable failure = failures[i];
			if (failure == null && settlement.unlocated() > 0) {
				failure = RecordRejectedException.unlocated(details, i, settlement);
			}
			if (failure != null) {
				entry.result().completeExceptionally(failure);
			}
			else {
				entry.result().complete(new RecordOutcome(i, true, null, null, null));
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
