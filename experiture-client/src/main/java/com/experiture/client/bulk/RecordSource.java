package com.experiture.client.bulk;

import java.util.Collection;
import java.util.Iterator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.concurrent.SafePublisher;

/**
 * Where the records of a bulk write come from. They are taken as fast as they can be sent
 * and no faster, and never all at once. A source is read on a thread that may block, so
 * it can be a cursor of a database or a file.
 * <p>
 * A source is asked for records until it says that it has no more, and not again. Then,
 * or when the run ends before, it is closed once, by the thread that reads it: streams,
 * and whatever else is {@link AutoCloseable}.
 */
public final class RecordSource {

	private static final int PREFETCH = 256;

	private static final SafeCallback closing = new SafeCallback("A source of records failed when it was closed");

	private final Opener opener;

	private final @Nullable Object given;

	private final @Nullable Long size;

	private RecordSource(Opener opener, @Nullable Object given, @Nullable Long size) {
		this.opener = opener;
		this.given = given;
		this.size = size;
	}

	/**
	 * Take the records of a collection or of anything else that can be iterated over,
	 * such as a MyBatis or jOOQ cursor. It is closed if it is {@link AutoCloseable}.
	 * @param records the records, maps or objects
	 * @return the source; it can be read as often as the records can
	 */
	public static RecordSource of(Iterable<?> records) {
		return new RecordSource((stop) -> Opened.of(records.iterator(), records), records, sizeOf(records));
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
	 * Take the records of an iterator. It is closed if it is {@link AutoCloseable}.
	 * @param records the records, maps or objects
	 * @return the source; it can be read once
	 */
	public static RecordSource of(Iterator<?> records) {
		return new RecordSource((stop) -> Opened.of(records, records), records, null);
	}

	/**
	 * Take the records of a stream, such as that of {@code JdbcTemplate.queryForStream},
	 * and close it at the end. The stream runs sequentially on the thread that reads it,
	 * which waits in between for batches to be sent; {@code flatMap} is not read ahead.
	 * @param records the records, maps or objects
	 * @return the source; it can be read once
	 */
	public static RecordSource of(Stream<?> records) {
		return new RecordSource((stop) -> new Opened(null, records, records), records, null);
	}

	/**
	 * Take the records of a publisher, such as a {@code Flux}, on demand. A publisher
	 * that publishes more than was requested fails the run: give it a bounded buffer, for
	 * example with {@code onBackpressureBuffer(10_000)}.
	 * @param records the records, maps or objects
	 * @return the source; it can be read as often as the publisher can be subscribed to
	 */
	public static RecordSource of(Publisher<?> records) {
		return new RecordSource((stop) -> {
			Stream<?> published = Flux.<Object>from(new SafePublisher<>(records))
				.takeUntilOther(stop)
				// Its turn comes behind the records that were published before it.
				.onErrorResume((failure) -> Mono.just(new Failure(failure)))
				.toStream(PREFETCH);
			return Opened.of(new Published(published.iterator()), published);
		}, null, null);
	}

	/**
	 * Return the same source with the number of its records, for the progress of the run.
	 * Collections know theirs.
	 * @param records how many records there are, at least 0; the source may have more or
	 * fewer
	 * @return a new source, over the same records
	 */
	public RecordSource size(long records) {
		if (records < 0) {
			throw new IllegalArgumentException("A number of records must not be negative");
		}
		return new RecordSource(this.opener, this.given, records);
	}

	public @Nullable Long size() {
		return this.size;
	}

	/**
	 * Open the source, on a thread that may block.
	 * @param stop completes when no more records are wanted
	 * @return the records, to be closed
	 */
	public Opened open(Mono<Void> stop) {
		return this.opener.open(stop);
	}

	/**
	 * Return whether the source hands its records out instead of being asked for each.
	 */
	public boolean isStream() {
		return this.given instanceof Stream;
	}

	/**
	 * Close what was handed in open, if it was never read. What that throws concerns no
	 * record.
	 */
	public void close() {
		closing.close(this.given);
	}

	@FunctionalInterface
	private interface Opener {

		public Opened open(Mono<Void> stop);

	}

	/**
	 * An open source: records to be asked for, or a stream that hands them out.
	 */
	public record Opened(@Nullable Iterator<?> records, @Nullable Stream<?> stream,
			@Nullable Object resource) implements AutoCloseable {

		static Opened of(Iterator<?> records, Object resource) {
			return new Opened(records, null, resource);
		}

		@Override
		public void close() {
			if (this.records != this.resource) {
				closing.close(this.records);
			}
			closing.close(this.resource);
		}

	}

	private record Failure(Throwable cause) {
	}

	private record Published(Iterator<?> records) implements Iterator<Object> {

		@Override
		public boolean hasNext() {
			try {
				return this.records.hasNext();
			}
			catch (RuntimeException ex) {
				throw Exceptions.isOverflow(Exceptions.unwrap(ex)) ? tooFast(ex) : ex;
			}
		}

		@Override
		public Object next() {
			Object published = this.records.next();
			if (published instanceof Failure failure) {
				throw Exceptions.isOverflow(failure.cause()) ? tooFast(failure.cause())
						: Exceptions.propagate(failure.cause());
			}
			return published;
		}

		private static IllegalStateException tooFast(Throwable cause) {
			return new IllegalStateException("The publisher of the records ignores back-pressure: it published more"
					+ " than the " + PREFETCH + " records that were requested. Give it a bounded buffer, for example"
					+ " with onBackpressureBuffer(10_000)", cause);
		}

	}

}
