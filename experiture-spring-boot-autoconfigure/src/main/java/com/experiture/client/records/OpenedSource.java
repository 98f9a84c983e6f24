package com.experiture.client.records;

import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A source in one run, which opens it when the first record is wanted. It can be closed
 * at any time and by any thread, also while it is being opened.
 */
final class OpenedSource implements AutoCloseable {

	private final RecordSource source;

	private final Mono<Void> stop;

	private final AtomicBoolean taken = new AtomicBoolean();

	private volatile @Nullable Stream<?> stream;

	private volatile boolean closed;

	private @Nullable Iterator<?> records;

	OpenedSource(RecordSource source, Mono<Void> stop) {
		this.source = source;
		this.stop = stop;
	}

	/**
	 * Return the records, on one thread at a time.
	 */
	Iterator<?> records() {
		Iterator<?> opened = this.records;
		if (opened == null) {
			opened = this.taken.compareAndSet(false, true) ? open() : Collections.emptyIterator();
			this.records = opened;
		}
		return opened;
	}

	private Iterator<?> open() {
		Stream<?> opened = this.source.open(this.stop);
		this.stream = opened;
		if (this.closed) {
			RecordSource.close(opened);
			return Collections.emptyIterator();
		}
		return opened.iterator();
	}

	@Override
	public void close() {
		this.closed = true;
		Stream<?> opened = this.stream;
		if (opened != null) {
			RecordSource.close(opened);
		}
		else if (this.taken.compareAndSet(false, true)) {
			this.source.close();
		}
	}

}
