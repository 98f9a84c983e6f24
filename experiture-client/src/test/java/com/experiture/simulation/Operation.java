package com.experiture.simulation;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.call.CorrelationIds;

/**
 * An operation of the application, and the guarantees for it.
 */
abstract class Operation {

	private final Application application;

	private final String name;

	private @Nullable Disposable running;

	private int open;

	private boolean cancelled;

	Operation(Application application, String kind) {
		this.application = application;
		this.name = application.name(kind);
	}

	abstract void start();

	/**
	 * Compare the reported results with the actual effects, after all tasks have ended.
	 */
	abstract void check();

	final Application application() {
		return this.application;
	}

	final String name() {
		return this.name;
	}

	final boolean isOpen() {
		return this.open > 0;
	}

	final boolean isCancelled() {
		return this.cancelled;
	}

	void cancel() {
		Disposable running = this.running;
		if (isOpen() && running != null) {
			this.application.events().add("%s is cancelled", this.name);
			this.cancelled = true;
			this.open--;
			running.dispose();
		}
	}

	/**
	 * Make a call.
	 * @param result the call
	 * @param limit the longest time that it can take, {@code null} for no limit
	 * @param succeeded receives the result
	 * @param failed receives the failure
	 */
	final <T> void call(Mono<T> result, @Nullable Duration limit, Consumer<@Nullable T> succeeded,
			Consumer<Throwable> failed) {
		long start = this.application.time().nanos();
		this.open++;
		this.application.events().add("%s begins", this.name);
		this.running = result.contextWrite((context) -> context.put(CorrelationIds.CONTEXT_KEY, this.name))
			.materialize()
			.subscribe((signal) -> {
				this.open--;
				long took = this.application.time().nanos() - start;
				this.application.checks()
					.that(limit == null || took <= limit.toNanos(), "no call ends after its deadline",
							"%s took %s ns of at most %s", this.name, took, (limit != null) ? limit.toNanos() : 0);
				Throwable failure = signal.getThrowable();
				if (failure == null) {
					this.application.events().add("%s succeeds", this.name);
					succeeded.accept(signal.get());
				}
				else {
					checkType(failure);
					failed.accept(failure);
				}
			});
	}

	private void checkType(Throwable failure) {
		String effect = (failure instanceof ExperitureException known) ? known.effect().name() : "";
		this.application.events().add("%s fails with %s %s", this.name, failure.getClass().getSimpleName(), effect);
		boolean closed = failure instanceof IllegalStateException && this.application.isClosed();
		this.application.checks()
			.that(failure instanceof ExperitureException || closed, "calls fail with typed exceptions only",
					"%s failed with %s", this.name, failure);
	}

}
