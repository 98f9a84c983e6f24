package com.experiture.client.internal.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Operators;

/**
 * Signals exceptions that a publisher of the application throws, and other violations of
 * the specification, as its failure. Reactor does not signal an {@link Error}, such as
 * that of a missing class, so the end would never be signalled.
 *
 * @param <T> what is published
 */
public final class SafePublisher<T> implements Publisher<T> {

	private final Publisher<? extends T> source;

	/**
	 * Guard a publisher.
	 * @param source the publisher of the application
	 */
	public SafePublisher(Publisher<? extends T> source) {
		this.source = source;
	}

	@Override
	public void subscribe(Subscriber<? super T> subscriber) {
		Guard<T> guard = new Guard<>(subscriber);
		try {
			this.source.subscribe(guard);
		}
		catch (Throwable ex) {
			guard.onError(ex);
		}
	}

	private static final class Guard<T> implements Subscriber<T>, Subscription {

		private final Subscriber<? super T> target;

		private final AtomicBoolean ended = new AtomicBoolean();

		private volatile @Nullable Subscription subscription;

		Guard(Subscriber<? super T> target) {
			this.target = target;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
			this.target.onSubscribe(this);
		}

		@Override
		public void onNext(T published) {
			if (this.ended.get()) {
				return;
			}
			if (published == null) {
				fail(new NullPointerException("The publisher of the records published null"));
				return;
			}
			try {
				this.target.onNext(published);
			}
			catch (Throwable ex) {
				fail(ex);
			}
		}

		private void fail(Throwable failure) {
			Subscription source = this.subscription;
			if (source != null) {
				source.cancel();
			}
			onError(failure);
		}

		@Override
		public void onError(Throwable failure) {
			if (this.ended.getAndSet(true)) {
				return;
			}
			Throwable signal = (failure == null)
					? new NullPointerException("The publisher of the records failed without saying why")
					: (failure instanceof Error)
							? new IllegalStateException(
									"The publisher of the records failed with " + failure.getClass().getName(), failure)
							: failure;
			if (this.subscription == null) {
				Operators.error(this.target, signal);
			}
			else {
				this.target.onError(signal);
			}
		}

		@Override
		public void onComplete() {
			if (!this.ended.getAndSet(true)) {
				this.target.onComplete();
			}
		}

		@Override
		public void request(long count) {
			Subscription source = this.subscription;
			try {
				if (source != null) {
					source.request(count);
				}
			}
			catch (Throwable ex) {
				onError(ex);
			}
		}

		@Override
		public void cancel() {
			this.ended.set(true);
			Subscription source = this.subscription;
			if (source != null) {
				source.cancel();
			}
		}

	}

}
