package com.experiture.client.internal.bulk;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

import com.experiture.client.bulk.RecordSource;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.bulk.BulkBatch.Range;

/**
 * Reads the source of a bulk write and makes batches of its records, on one thread at a
 * time and only as fast as batches are requested.
 */
final class BulkReader {

	private final OpenedSource source;

	private final BulkEncoder encoder;

	private final BulkTracker tracker;

	private final BulkStop stop;

	private final BiConsumer<Range, BatchResult> lost;

	/**
	 * Create a reader.
	 * @param source the source
	 * @param encoder makes the batches
	 * @param tracker accounts for the records
	 * @param stop ends the reading early
	 * @param lost called for records that were read and cannot be sent
	 */
	BulkReader(RecordSource source, BulkEncoder encoder, BulkTracker tracker, BulkStop stop,
			BiConsumer<Range, BatchResult> lost) {
		this.source = new OpenedSource(source, stop.signal());
		this.encoder = encoder;
		this.tracker = tracker;
		this.stop = stop;
		this.lost = lost;
	}

	/**
	 * Read the source.
	 * @param thread the thread that reads it
	 * @return the batches, which are to be released
	 */
	Flux<BulkBatch> batches(Scheduler thread) {
		return this.source.isStream() ? BlockingEmitter.batches(this::emit, thread) : generate().subscribeOn(thread);
	}

	/**
	 * Close the source of a run that was cancelled. The thread that cancels may be one
	 * that must not block, and a cursor belongs to the thread that reads it.
	 */
	void cancel(Scheduler thread) {
		this.source.abandon();
		try {
			thread.schedule(this.source::close);
		}
		catch (RejectedExecutionException ex) {
			this.source.close();
		}
	}

	// A loop of its own, since operators that see each record cost as much as writing it.
	private Flux<BulkBatch> generate() {
		return Flux.generate((batches) -> {
			BulkBatch batch = next();
			if (batch != null) {
				this.tracker.started(batch.range());
				batches.next(batch);
			}
			else {
				batches.complete();
			}
		});
	}

	// Whatever is thrown, even an error of the JVM, must not end the run without an
	// account of what was read.
	private @Nullable BulkBatch next() {
		BulkBatch batch = null;
		try {
			batch = this.source.take(this.encoder::add, () -> !this.stop.isStopped());
		}
		catch (Throwable ex) {
			failed(ex);
		}
		return (batch != null) ? batch : rest();
	}

	private void emit(BlockingEmitter<BulkBatch> emitter) {
		try {
			this.source.forEach((record) -> {
				if (this.source.isClosing() || this.stop.isStopped()) {
					throw BlockingEmitter.cancellation();
				}
				BulkBatch batch = this.encoder.add(record);
				if (batch != null) {
					this.tracker.started(batch.range());
					emitter.next(batch);
				}
			});
		}
		catch (Throwable ex) {
			if (BlockingEmitter.isCancellation(ex)) {
				this.stop.readerInterrupted();
			}
			else {
				failed(ex);
			}
		}
		BulkBatch rest = rest();
		if (rest != null) {
			this.tracker.started(rest.range());
			if (!emitter.last(rest)) {
				this.tracker.skipped(rest);
				rest.release();
			}
		}
	}

	private @Nullable BulkBatch rest() {
		try {
			return this.encoder.rest();
		}
		catch (Throwable ex) {
			failed(ex);
			Range unencoded = this.encoder.abandon();
			if (unencoded != null) {
				this.tracker.started(unencoded);
				this.lost.accept(unencoded, BatchResult.failed(unencoded.size(), ex));
			}
			return null;
		}
	}

	private void failed(Throwable thrown) {
		this.stop.sourceFailed(this.encoder.read(), thrown);
	}

}
