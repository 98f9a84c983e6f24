package com.experiture.client.records;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.observation.SafeCallback;

/**
 * Where the records of a bulk write come from. They are taken as fast as they can be sent
 * and no faster, and never all at once. A source is read on a thread that may block, so
 * it may be a cursor of a database or a file.
 */
public final class RecordSource {

	private static final int PREFETCH = 256;

	private static final SafeCallback closing = new SafeCallback("A source of records failed when it was closed");

	private final Function<Mono<Void>, Stream<?>> records;

	private final Runnable close;

	private RecordSource(Function<Mono<Void>, Stream<?>> records, Runnable close) {
		this.records = records;
		this.close = close;
	}

	private RecordSource(Function<Mono<Void>, Stream<?>> records) {
		this(records, () -> {
		});
	}

	/**
	 * Take the records of a collection or of anything else that can be iterated over.
	 * @param records the records, maps or objects
	 * @return the source; it can be read as often as the records can
	 */
	public static RecordSource of(Iterable<?> records) {
		return new RecordSource((stop) -> stream(records.iterator()));
	}

	/**
	 * Take the records of an iterator.
	 * @param records the records, maps or objects
	 * @return the source; it can be read once
	 */
	public static RecordSource of(Iterator<?> records) {
		return new RecordSource((stop) -> stream(records));
	}

	/**
	 * Take the records of a stream, which is closed at the end.
	 * @param records the records, maps or objects
	 * @return the source; it can be read once
	 */
	public static RecordSource of(Stream<?> records) {
		return new RecordSource((stop) -> records, records::close);
	}

	/**
	 * Take the records of a publisher, such as a {@code Flux}, on demand.
	 * @param records the records, maps or objects
	 * @return the source; it can be read as often as the publisher can be subscribed to
	 */
	public static RecordSource of(Publisher<?> records) {
		return new RecordSource((stop) -> Flux.<Object>from(records)
			.takeUntilOther(stop)
			// Its turn comes behind the records that were published before it.
			.onErrorResume((failure) -> Mono.just(new Failure(failure)))
			.toStream(PREFETCH)
			.map(RecordSource::orFailure));
	}

	private static Object orFailure(Object published) {
		if (published instanceof Failure failure) {
			throw Exceptions.propagate(failure.cause());
		}
		return published;
	}

	/**
	 * Open the source, on a thread that may block.
	 * @param stop completes when no more records are wanted
	 * @return the records, to be closed
	 */
	Stream<?> open(Mono<Void> stop) {
		return this.records.apply(stop);
	}

	/**
	 * Close what was handed in open, where it was never read. What that throws concerns
	 * no record.
	 */
	void close() {
		closing.run(this.close);
	}

	static void close(Stream<?> opened) {
		closing.run(opened::close);
	}

	private record Failure(Throwable cause) {
	}

	private static <T> Stream<T> stream(Iterator<T> records) {
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, Spliterator.ORDERED), false);
	}

}
