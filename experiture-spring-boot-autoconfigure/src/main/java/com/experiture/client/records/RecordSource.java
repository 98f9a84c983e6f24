package com.experiture.client.records;

import java.util.Iterator;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Where the records of a bulk write come from. They are taken as fast as they can be sent
 * and no faster, and never all at once. A source is read on a thread that may block, so
 * it may be a cursor of a database or a file.
 */
public final class RecordSource {

	/** Stands for a {@code null}, which no stream can carry. */
	static final Object NULL = new Object();

	private static final int PREFETCH = 256;

	private final Flux<?> records;

	private RecordSource(Flux<?> records) {
		this.records = records;
	}

	/**
	 * Take the records of a collection or of anything else that can be iterated over.
	 * @param records the records, maps or objects
	 * @return the source; it can be read as often as the records can
	 */
	public static RecordSource of(Iterable<?> records) {
		return new RecordSource(iterate(records));
	}

	/**
	 * Take the records of an iterator.
	 * @param records the records, maps or objects
	 * @return the source; it can be read once
	 */
	public static RecordSource of(Iterator<?> records) {
		return new RecordSource(iterate(() -> cast(records)));
	}

	/**
	 * Take the records of a stream, which is closed at the end.
	 * @param records the records, maps or objects
	 * @return the source; it can be read once
	 */
	public static RecordSource of(Stream<?> records) {
		return new RecordSource(
				Flux.using(() -> records, (stream) -> iterate(() -> cast(stream.iterator())), Stream::close));
	}

	/**
	 * Take the records of a publisher, such as a {@code Flux}.
	 * @param records the records, maps or objects
	 * @return the source; it can be read as often as the publisher can be subscribed to
	 */
	public static RecordSource of(Publisher<?> records) {
		return new RecordSource(Flux.from(records).publishOn(Schedulers.boundedElastic(), PREFETCH));
	}

	Flux<?> records() {
		return this.records;
	}

	private static Flux<?> iterate(Iterable<?> records) {
		return Flux.<Object>fromIterable(() -> new NullSafeIterator(records.iterator()))
			.subscribeOn(Schedulers.boundedElastic());
	}

	@SuppressWarnings("unchecked")
	private static Iterator<Object> cast(Iterator<?> records) {
		return (Iterator<Object>) records;
	}

	private record NullSafeIterator(Iterator<?> records) implements Iterator<Object> {

		@Override
		public boolean hasNext() {
			return this.records.hasNext();
		}

		@Override
		public Object next() {
			Object next = this.records.next();
			return (next != null) ? next : NULL;
		}

	}

}
