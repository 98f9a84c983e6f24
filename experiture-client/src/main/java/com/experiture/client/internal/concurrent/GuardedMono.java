package com.experiture.client.internal.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A part of a call between code of the application. Exceptions thrown at subscription
 * become its failure: Reactor does not signal some errors, such as that of a missing
 * class, so the call would end with its deadline only. Exceptions of downstream code at
 * its end are logged, so that they do not break the connection.
 *
 * @param <T> the type of the result
 */
public final class GuardedMono<T> extends Mono<T> {

	private final Supplier<Mono<T>> source;

	private final SafeCallback callback;

	public GuardedMono(Supplier<Mono<T>> source, SafeCallback callback) {
		this.source = source;
		this.callback = callback;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		Guard<T> guard = new Guard<>(actual, this.callback);
		try {
			this.source.get().subscribe(guard);
		}
		catch (Throwable ex) {
			guard.cancel();
			guard.onError((ex instanceof Error)
					? new IllegalStateException("Code of the application failed with " + ex.getClass().getName(), ex)
					: ex);
		}
	}

	private static final class Guard<T> implements CoreSubscriber<T>, Subscription {

		private final CoreSubscriber<? super T> actual;

		private final SafeCallback callback;

		private final AtomicBoolean ended = new AtomicBoolean();

		private volatile Subscription subscription = Operators.emptySubscription();

		private volatile boolean subscribed;

		Guard(CoreSubscriber<? super T> actual, SafeCallback callback) {
			this.actual = actual;
			this.callback = callback;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
			this.subscribed = true;
			this.actual.onSubscribe(this);
		}

		@Override
		public void onNext(T result) {
			if (this.ended.get()) {
				Operators.onNextDropped(result, currentContext());
				return;
			}
			this.actual.onNext(result);
		}

		@Override
		public void onError(Throwable failure) {
			if (this.ended.compareAndSet(false, true)) {
				this.callback.run(() -> fail(failure));
			}
		}

		private void fail(Throwable failure) {
			if (!this.subscribed) {
				this.actual.onSubscribe(this);
			}
			this.actual.onError(failure);
		}

		@Override
		public void onComplete() {
			if (this.ended.compareAndSet(false, true)) {
				this.callback.run(this.actual::onComplete);
			}
		}

		@Override
		public void request(long count) {
			this.subscription.request(count);
		}

		@Override
		public void cancel() {
			this.subscription.cancel();
		}

	}

}
