package com.experiture.client.internal.writer;

import java.util.concurrent.CompletableFuture;

import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.receipt.RecordResult;

/**
 * A record of a writer, with its JSON and its result.
 */
final class WriterEntry {

	private final RecordTarget target;

	private final Object record;

	private final byte[] json;

	private final CompletableFuture<Void> admission = new CompletableFuture<>();

	private final CompletableFuture<RecordResult> result = new CompletableFuture<>();

	private long enqueuedAt;

	WriterEntry(RecordTarget target, Object record, byte[] json) {
		this.target = target;
		this.record = record;
		this.json = json;
	}

	RecordTarget target() {
		return this.target;
	}

	Object record() {
		return this.record;
	}

	byte[] json() {
		return this.json;
	}

	int size() {
		return this.json.length;
	}

	long enqueuedAt() {
		return this.enqueuedAt;
	}

	void enqueued(long now) {
		this.enqueuedAt = now;
		this.admission.complete(null);
	}

	void reject(RuntimeException reason) {
		this.admission.completeExceptionally(reason);
		this.result.completeExceptionally(reason);
	}

	/**
	 * Return whether the record does not wait for room, because it was enqueued or
	 * rejected.
	 */
	boolean isAdmissionDecided() {
		return this.admission.isDone();
	}

	/**
	 * Return what completes when the record is enqueued, or fails when it is rejected.
	 */
	CompletableFuture<Void> admission() {
		return this.admission;
	}

	CompletableFuture<RecordResult> result() {
		return this.result;
	}

}
