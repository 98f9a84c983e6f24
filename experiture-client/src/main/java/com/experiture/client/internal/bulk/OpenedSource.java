package com.experiture.client.internal.bulk;

import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import com.experiture.client.bulk.RecordSource;
import com.experiture.client.internal.concurrent.SafeCallback;

/**
 * The source of one run. It is opened when the first record is requested, and read until
 * it is empty or fails, and not again: a cursor may fail if it is read after its end. It
 * is closed once, and never while it is read, because a cursor can be used by one thread
 * at a time only.
 */
final class OpenedSource {

	private static final SafeCallback closer = new SafeCallback("A source of records failed when it was closed");

	private final Object records;

	private final Mono<Void> stop;

	private @Nullable Iterator<?> iterator;

	private boolean reading;

	private boolean ended;

	private volatile boolean closing;

	private boolean closed;

	/**
	 * Create an instance.
	 * @param source the source
	 * @param stop completes when no more records are wanted
	 */
	OpenedSource(RecordSource source, Mono<Void> stop) {
		this.records = source.records();
		this.stop = stop;
	}

	/**
	 * Return whether the source is a stream, which passes its records on instead of being
	 * asked for each of them.
	 */
	boolean isStream() {
		return this.records instanceof Stream;
	}

	/**
	 * Pass records to a function until it returns a result, on one thread at a time.
	 * @param function receives a record, and returns a result if the record completes one
	 * @param wanted whether more records are wanted
	 * @return the result, or {@code null} at the end
	 */
	<T> @Nullable T take(Function<@Nullable Object, @Nullable T> function, BooleanSupplier wanted) {
		if (!begin()) {
			return null;
		}
		boolean more = false;
		try {
			Iterator<?> open = open();
			T complete = null;
			while (complete == null && !this.closing && wanted.getAsBoolean() && open.hasNext()) {
				complete = function.apply(open.next());
			}
			more = complete != null;
			return complete;
		}
		finally {
			end(more);
		}
	}

	/**
	 * Pass all records of a stream to a consumer.
	 * @param consumer receives the records; an exception ends the reading
	 */
	void forEach(Consumer<@Nullable Object> consumer) {
		if (!begin()) {
			return;
		}
		try {
			((Stream<?>) this.records).sequential().forEachOrdered(consumer);
		}
		finally {
			end(false);
		}
	}

	/**
	 * Let the thread that reads the source stop after the record for which it waits.
	 */
	synchronized void abandon() {
		this.closing = true;
	}

	/**
	 * Close the source, or let the thread that reads it close it.
	 */
	void close() {
		synchronized (this) {
			this.closing = true;
			if (this.reading || this.closed) {
				return;
			}
			this.closed = true;
		}
		if (this.iterator != null && this.iterator != this.records) {
			closer.close(this.iterator);
		}
		if (!(this.records instanceof Publisher)) {
			closer.close(this.records);
		}
	}

	boolean isClosing() {
		return this.closing;
	}

	private synchronized boolean begin() {
		this.reading = !this.ended && !this.closing;
		return this.reading;
	}

	private void end(boolean more) {
		boolean close;
		synchronized (this) {
			this.reading = false;
			this.ended = !more;
			close = this.ended || this.closing;
		}
		if (close) {
			close();
		}
	}

	private Iterator<?> open() {
		Iterator<?> open = this.iterator;
		if (open == null) {
			open = iterator(this.records, this.stop);
			this.iterator = open;
		}
		return open;
	}

	private static Iterator<?> iterator(Object records, Mono<Void> stop) {
		if (records instanceof Iterator<?> iterator) {
			return iterator;
		}
		return (records instanceof Iterable<?> iterable) ? iterable.iterator()
				: new PublishedRecords((Publisher<?>) records, stop);
	}

}
