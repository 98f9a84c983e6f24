package com.experiture.client.internal.writer;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.call.Endpoint;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.blocking.Blocking;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterStats;

class DefaultRecordWriter implements RecordWriter {

	private final WriterEngine engine;

	private final ReactiveRecordWriter reactive;

	DefaultRecordWriter(WriterEngine engine, ReactiveRecordWriter reactive) {
		this.engine = engine;
		this.reactive = reactive;
	}

	@Override
	public CompletableFuture<RecordResult> append(String objectName, Object record) {
		return write(new RecordTarget(Endpoint.RECORDS_APPEND_BATCH, objectName, null), record);
	}

	@Override
	public CompletableFuture<RecordResult> upsert(String objectName, Object record, @Nullable String matchKey) {
		return write(new RecordTarget(Endpoint.RECORDS_UPSERT_BATCH, objectName, matchKey), record);
	}

	private CompletableFuture<RecordResult> write(RecordTarget target, Object record) {
		WriterEntry entry = this.engine.write(target, record);
		if (!entry.isAdmissionDecided()) {
			try {
				Blocking.awaitCompletion(Mono.fromFuture(entry.admission(), true).onErrorComplete());
			}
			catch (RuntimeException ex) {
				// A record that was enqueued in the meantime would be written twice if it
				// were written again.
				if (this.engine.withdraw(entry)) {
					throw ex;
				}
			}
		}
		return entry.result();
	}

	@Override
	public void flush() {
		this.engine.flush();
	}

	@Override
	public WriterStats stats() {
		return this.engine.stats();
	}

	@Override
	public ReactiveRecordWriter reactive() {
		return this.reactive;
	}

	@Override
	public void drain() {
		Blocking.awaitCompletion(this.engine.drain());
	}

	@Override
	public void close() {
		Blocking.awaitCompletion(this.engine.close());
	}

}
