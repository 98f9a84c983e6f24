package com.experiture.client.records;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.http.Endpoint;

class DefaultReactiveRecordWriter implements ReactiveRecordWriter {

	private final WriterEngine engine;

	private final Duration drainTimeout;

	DefaultReactiveRecordWriter(WriterEngine engine, Duration drainTimeout) {
		this.engine = engine;
		this.drainTimeout = drainTimeout;
	}

	@Override
	public Mono<RecordOutcome> append(String objectName, Object record) {
		return write(new RecordTarget(Endpoint.RECORDS_APPEND_BATCH, objectName, null), record);
	}

	@Override
	public Mono<RecordOutcome> upsert(String objectName, Object record, @Nullable String matchKey) {
		return write(new RecordTarget(Endpoint.RECORDS_UPSERT_BATCH, objectName, matchKey), record);
	}

	private Mono<RecordOutcome> write(RecordTarget target, Object record) {
		return Mono.defer(() -> {
			WriterEntry entry = this.engine.write(target, record);
			// A copy, since a cancelled result must not cancel the record's own.
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
		return new DefaultRecordWriter(this.engine, this.drainTimeout, this);
	}

	@Override
	public Mono<Void> drain() {
		return this.engine.drain(this.drainTimeout);
	}

	@Override
	public Mono<Void> close() {
		return this.engine.close(this.drainTimeout);
	}

}
