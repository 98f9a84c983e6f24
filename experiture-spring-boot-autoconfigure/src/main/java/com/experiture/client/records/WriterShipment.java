package com.experiture.client.records;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.observation.BatchCut;

/**
 * A batch of a writer that was handed to the API.
 */
final class WriterShipment {

	private final WriterLane lane;

	private final List<WriterEntry> entries;

	private final BatchCut cut;

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
		@Nullable ExperitureException[] failures = new @Nullable ExperitureException[this.entries.size()];
		for (RecordOutcome outcome : settlement.rejections()) {
			failures[outcome.index()] = new RecordRejectedException(details, outcome,
					outcome.code() + " at " + outcome.path());
		}
		for (int i = 0; i < failures.length; i++) {
			WriterEntry entry = this.entries.get(i);
			ExperitureException failure = failures[i];
			if (failure == null && settlement.unlocated() > 0) {
				failure = new RecordRejectedException(details, new RecordOutcome(i, false, null, null, null),
						"it is not known, " + settlement.unlocated() + " of the " + failures.length
								+ " records of its batch were rejected without saying which");
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

	static UndeliveredRecords undelivered(RecordTarget target, List<WriterEntry> entries, boolean sent,
			Throwable cause) {
		return new UndeliveredRecords(target.objectName(), target.isAppend(), target.matchKey(),
				entries.stream().map(WriterEntry::record).toList(), sent, cause);
	}

}
