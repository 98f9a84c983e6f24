package com.experiture.client.internal.writer;

import java.util.concurrent.CompletableFuture;

import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.receipt.RecordResult;

/**
 * One record on its way through a writer.
 */
final class WriterEntry {

	private final RecordTarget target;

	private final Object record;

	private final byte[] json;

	private final CompletableFuture<Void> taken = new CompletableFuture<>();

	private final CompletableFuture<RecordResult> result = new CompletableFuture<>();

	private long takenAt;

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

	long takenAt() {
		return this.takenAt;
	}

	void taken(long now) {
		this.takenAt = now;
		this.taken.complete(null);
	}

	/**
	 * Return whether it was taken or refused, so that there is nothing to wait for.
	 */
	boolean isDecided() {
		return this.taken.isDone();
	}

	CompletableFuture<Void> taken() {
		return this.taken;
	}

	CompletableFuture<RecordResult> result() {
		return this.result;
	}

	void refuse(RuntimeException reason) {
		this.taken.completeExceptionally(reason);
		this.result.completeExceptionally(reason);
	}

}
