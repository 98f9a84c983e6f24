package com.experiture.client.internal.writer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.call.Endpoint;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterStats;

public class DefaultReactiveRecordWriter implements ReactiveRecordWriter {

	private final WriterEngine engine;

	public DefaultReactiveRecordWriter(WriterEngine engine) {
		this.engine = engine;
	}

	@Override
	public Mono<RecordResult> append(String objectName, Object record) {
		return write(new RecordTarget(Endpoint.RECORDS_APPEND_BATCH, objectName, null), record);
	}

	@Override
	public Mono<RecordResult> upsert(String objectName, Object record, @Nullable String matchKey) {
		return write(new RecordTarget(Endpoint.RECORDS_UPSERT_BATCH, objectName, matchKey), record);
	}

	private Mono<RecordResult> write(RecordTarget target, Object record) {
		return Mono.defer(() -> {
			WriterEntry entry = this.engine.write(target, record);
			// A copy, because a cancelled result must not cancel the record.
			return Mono.fromFuture(entry.result().copy()).doOnCancel(() -> this.engine.withdraw(entry));
		});
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
	public RecordWriter blocking() {
		return new DefaultRecordWriter(this.engine, this);
	}

	@Override
	public Mono<Void> drain() {
		return this.engine.drain();
	}

	@Override
	public Mono<Void> close() {
		return this.engine.close();
	}

}
