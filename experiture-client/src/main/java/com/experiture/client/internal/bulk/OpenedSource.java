package com.experiture.client.internal.bulk;

import java.util.Iterator;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.bulk.RecordSource;
import com.experiture.client.bulk.RecordSource.Opened;

/**
 * A source in one run. It is opened when the first record is wanted, and asked until it
 * says that it is empty or fails, and not again: a cursor may fail if it is asked behind
 * its end. It is closed once, and never while it is being read, since a cursor is for one
 * thread at a time.
 */
final class OpenedSource {

	private final RecordSource source;

	private final Mono<Void> stop;

	private @Nullable Opened opened;

	private boolean reading;

	private boolean ended;

	private volatile boolean closing;

	private boolean closed;

	OpenedSource(RecordSource source, Mono<Void> stop) {
		this.source = source;
		this.stop = stop;
	}

	/**
	 * Take records until they make something of them, on one thread at a time.
	 * @param taker takes a record, and returns what is complete with it
	 * @param wanted whether more records are wanted
	 * @return what is complete, or {@code null} at the end
	 */
	<T> @Nullable T take(Function<@Nullable Object, @Nullable T> taker, BooleanSupplier wanted) {
		if (!begin()) {
			return null;
		}
		boolean more = false;
		try {
			Iterator<?> records = Objects.requireNonNull(open().records());
			T complete = null;
			while (complete == null && !this.closing && wanted.getAsBoolean() && records.hasNext()) {
				complete = taker.apply(records.next());
			}
			more = complete != null;
			return complete;
		}
		finally {
			end(more);
		}
	}

	/**
	 * Take all records of a stream.
	 * @param taker takes a record; what it throws ends the reading
	 */
	void forEach(Consumer<@Nullable Object> taker) {
		if (!begin()) {
			return;
		}
		try {
			Objects.requireNonNull(open().stream()).sequential().forEachOrdered(taker);
		}
		finally {
			end(false);
		}
	}

	/**
	 * Let the thread that is reading end with the record that it waits for.
	 */
	synchronized void abandon() {
		this.closing = true;
	}

	/**
	 * Close the source, or have it closed by the thread that is reading it.
	 */
	void close() {
		synchronized (this) {
			this.closing = true;
			if (this.reading || this.closed) {
				return;
			}
			this.closed = true;
		}
		Opened open = this.opened;
		if (open != null) {
			open.close();
		}
		else {
			this.source.close();
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

	private Opened open() {
		Opened open = this.opened;
		if (open == null) {
			open = this.source.open(this.stop);
			this.opened = open;
		}
		return open;
	}

}
