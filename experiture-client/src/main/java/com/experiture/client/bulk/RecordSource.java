package com.experiture.client.bulk;

import java.util.Collection;
import java.util.Iterator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The source of the records of a bulk write. The records are read only as fast as they
 * can be sent, and never all at once. The source is read on a thread that can block, so
 * it can be a cursor of a database or a file.
 * <p>
 * A source is read until it has no more records, and not again. Then, or when the run
 * ends early, it is closed once by the thread that reads it: streams, and everything else
 * that is {@link AutoCloseable}.
 */
public final class RecordSource {

	private final Object records;

	private final @Nullable Long size;

	private RecordSource(Object records, @Nullable Long size) {
		this.records = records;
		this.size = size;
	}

	/**
	 * Use the records of a collection or another iterable, such as a MyBatis or jOOQ
	 * cursor. It is closed if it is {@link AutoCloseable}.
	 * @param records the records, maps or objects
	 * @return the source; it can be read as often as the records can be iterated over
	 */
	public static RecordSource of(Iterable<?> records) {
		return new RecordSource(records, sizeOf(records));
	}

	private static @Nullable Long sizeOf(Iterable<?> records) {
		try {
			return (records instanceof Collection<?> collection) ? (long) collection.size() : null;
		}
		catch (RuntimeException ex) {
			// A collection that does not know its size, such as a lazy one.
			return null;
		}
	}

	/**
	 * Use the records of an iterator. It is closed if it is {@link AutoCloseable}.
	 * @param records the records, maps or objects
	 * @return the source; it can be read once
	 */
	public static RecordSource of(Iterator<?> records) {
		return new RecordSource(records, null);
	}

	/**
	 * Use the records of a stream, such as that of {@code JdbcTemplate.queryForStream},
	 * and close it at the end. The stream runs sequentially on the thread that reads it,
	 * which waits while batches are sent; {@code flatMap} is not read ahead.
	 * @param records the records, maps or objects
	 * @return the source; it can be read once
	 */
	public static RecordSource of(Stream<?> records) {
		return new RecordSource(records, null);
	}

	/**
	 * Use the records of a publisher, such as a {@code Flux}, on demand. A publisher that
	 * publishes more than was requested fails the run: give it a bounded buffer, for
	 * example with {@code onBackpressureBuffer(10_000)}.
	 * @param records the records, maps or objects
	 * @return the source; it can be read as often as the publisher can be subscribed to
	 */
	public static RecordSource of(Publisher<?> records) {
		return new RecordSource(records, null);
	}

	/**
	 * Return the same source with the number of its records, for the progress of the run.
	 * The size of a collection is known without it.
	 * @param records how many records there are, at least 0; the source may have more or
	 * fewer
	 * @return a new source with the same records
	 * @throws IllegalArgumentException if the number is negative
	 */
	public RecordSource size(long records) {
		if (records < 0) {
			throw new IllegalArgumentException("A number of records must not be negative");
		}
		return new RecordSource(this.records, records);
	}

	/**
	 * Return the number of records.
	 * @return the number, or {@code null} if it is not known
	 */
	public @Nullable Long size() {
		return this.size;
	}

	/**
	 * Return the records as they were passed to {@code of}.
	 * @return an {@link Iterable}, {@link Iterator}, {@link Stream} or {@link Publisher}
	 */
	public Object records() {
		return this.records;
	}

}
