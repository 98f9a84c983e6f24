package com.experiture.client.internal.writer;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.BatchResult.Unresolved;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.writer.UndeliveredRecords;

/**
 * A batch of a writer on its way to the API.
 */
final class InFlightBatch {

	private final TargetQueue queue;

	private final List<WriterEntry> entries;

	private final FlushReason reason;

	private final CallWatch watch = new CallWatch();

	private volatile @Nullable Disposable call;

	private volatile boolean cancelled;

	InFlightBatch(TargetQueue queue, List<WriterEntry> entries, FlushReason reason) {
		this.queue = queue;
		this.entries = entries;
		this.reason = reason;
	}

	TargetQueue queue() {
		return this.queue;
	}

	RecordTarget target() {
		return this.queue.target();
	}

	List<WriterEntry> entries() {
		return this.entries;
	}

	FlushReason reason() {
		return this.reason;
	}

	/**
	 * Return what knows whether the records may have been written.
	 */
	CallWatch watch() {
		return this.watch;
	}

	boolean isPossiblySent() {
		return this.watch.effect() != Effect.NONE;
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

	/**
	 * Complete the results of the records.
	 */
	void complete(BatchResult result, CallDetails details) {
		@Nullable Throwable[] failures = new @Nullable Throwable[this.entries.size()];
		Unresolved unresolved = result.unresolved();
		if (unresolved != null) {
			unresolved.indexes().forEach((index) -> failures[index] = unresolved.cause());
		}
		for (RecordResult rejection : result.rejections()) {
			failures[rejection.index()] = RecordRejections.of(details, rejection);
		}
		for (int i = 0; i < failures.length; i++) {
			WriterEntry entry = this.entries.get(i);
			Throwable failure = failures[i];
			if (failure == null && result.unattributed() > 0) {
				failure = RecordRejections.unattributed(details, i, result);
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

	/**
	 * Return all records as undelivered.
	 */
	UndeliveredRecords undelivered(boolean sent, Throwable cause) {
		return undelivered(this.entries.stream(), sent, cause);
	}

	/**
	 * Return the unresolved records as undelivered, those that may have been sent apart
	 * from the others.
	 */
	List<UndeliveredRecords> undelivered(Unresolved unresolved) {
		return Stream
			.of(undelivered(entries(unresolved.sent()), true, unresolved.cause()),
					undelivered(entries(unresolved.unsent()), false, unresolved.cause()))
			.filter((undelivered) -> !undelivered.records().isEmpty())
			.toList();
	}

	private Stream<WriterEntry> entries(int[] indexes) {
		return IntStream.of(indexes).mapToObj(this.entries::get);
	}

	private UndeliveredRecords undelivered(Stream<WriterEntry> undelivered, boolean sent, Throwable cause) {
		RecordTarget target = target();
		return new UndeliveredRecords(target.objectName(), target.isAppend(), target.matchKey(),
				undelivered.map(WriterEntry::record).toList(), sent, cause);
	}

}
