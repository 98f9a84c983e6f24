package com.experiture.client.internal.bulk;

import java.util.Iterator;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.internal.concurrent.SafePublisher;

/**
 * The records of a publisher, requested as they are read.
 */
final class PublishedRecords implements Iterator<Object>, AutoCloseable {

	private static final int PREFETCH = 256;

	private final Stream<Object> stream;

	private final Iterator<Object> records;

	/**
	 * Subscribe to a publisher.
	 * @param publisher the publisher
	 * @param stop ends the records
	 */
	PublishedRecords(Publisher<?> publisher, Mono<Void> stop) {
		this.stream = Flux.<Object>from(new SafePublisher<>(publisher))
			.takeUntilOther(stop)
			// The failure follows the records that were published before it.
			.onErrorResume((failure) -> Mono.just(new Failure(failure)))
			.toStream(PREFETCH);
		this.records = this.stream.iterator();
	}

	@Override
	public boolean hasNext() {
		try {
			return this.records.hasNext();
		}
		catch (RuntimeException ex) {
			throw Exceptions.isOverflow(Exceptions.unwrap(ex)) ? overflow(ex) : ex;
		}
	}

	@Override
	public Object next() {
		Object published = this.records.next();
		if (published instanceof Failure failure) {
			throw Exceptions.isOverflow(failure.cause()) ? overflow(failure.cause())
					: Exceptions.propagate(failure.cause());
		}
		return published;
	}

	@Override
	public void close() {
		this.stream.close();
	}

	private static IllegalStateException overflow(Throwable cause) {
		return new IllegalStateException("The publisher of the records ignores back-pressure: it published more"
				+ " than the " + PREFETCH + " records that were requested. Give it a bounded buffer, for example"
				+ " with onBackpressureBuffer(10_000)", cause);
	}

	private record Failure(Throwable cause) {
	}

}
