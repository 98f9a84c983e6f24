package com.experiture.simulation;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.call.CorrelationIds;

/**
 * Something that an application does with the client, and what the client must keep to.
 */
abstract class Operation {

	private final World world;

	private final String name;

	private @Nullable Disposable running;

	private int open;

	private boolean cancelled;

	Operation(World world, String kind) {
		this.world = world;
		this.name = world.name(kind);
	}

	abstract void start();

	/**
	 * Compare what was reported with what has happened, once nothing happens any more.
	 */
	abstract void check();

	final World world() {
		return this.world;
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
			this.world.trace().add("%s is cancelled", this.name);
			this.cancelled = true;
			this.open--;
			running.dispose();
		}
	}

	/**
	 * Make a call.
	 * @param result the call
	 * @param limit the time that it may take, {@code null} for any
	 * @param succeeded gets the result
	 * @param failed gets the failure
	 */
	final <T> void call(Mono<T> result, @Nullable Duration limit, Consumer<@Nullable T> succeeded,
			Consumer<Throwable> failed) {
		long start = this.world.time().nanos();
		this.open++;
		this.world.trace().add("%s begins", this.name);
		this.running = result.contextWrite((context) -> context.put(CorrelationIds.CONTEXT_KEY, this.name))
			.materialize()
			.subscribe((signal) -> {
				this.open--;
				long took = this.world.time().nanos() - start;
				this.world.checks()
					.that(limit == null || took <= limit.toNanos(), "no call ends after its deadline",
							"%s took %s ns of at most %s", this.name, took, (limit != null) ? limit.toNanos() : 0);
				Throwable failure = signal.getThrowable();
				if (failure == null) {
					this.world.trace().add("%s succeeds", this.name);
					succeeded.accept(signal.get());
				}
				else {
					typed(failure);
					failed.accept(failure);
				}
			});
	}

	private void typed(Throwable failure) {
		String effect = (failure instanceof ExperitureException known) ? known.effect().name() : "";
		this.world.trace().add("%s fails with %s %s", this.name, failure.getClass().getSimpleName(), effect);
		boolean closed = failure instanceof IllegalStateException && this.world.isClosed();
		this.world.checks()
			.that(failure instanceof ExperitureException || closed, "only typed failures leave the client",
					"%s failed with %s", this.name, failure);
	}

}
