package com.experiture.client.internal.imports;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportProgress;
import com.experiture.client.internal.concurrent.SafeCallback;

/**
 * Reports the progress of an import to its listener: when something changes, and at a
 * regular interval. There is one report at a time, and none after the end.
 */
final class ProgressReports {

	private final SafeCallback callback = new SafeCallback("The progress listener of an import failed");

	private final Supplier<ImportProgress> progress;

	private final Consumer<ImportProgress> listener;

	private final Duration interval;

	private final Scheduler threads;

	private boolean ended;

	ProgressReports(Supplier<ImportProgress> progress, ImportOptions options, Scheduler threads) {
		this.progress = progress;
		this.listener = options.progressListener();
		this.interval = options.progressInterval();
		this.threads = threads;
	}

	/**
	 * Report at the interval until some work has ended.
	 * @return the same work
	 */
	<T> Mono<T> during(Mono<T> work) {
		return Mono.using(this::start, (ticks) -> work, this::stop);
	}

	private Disposable start() {
		return Flux.interval(this.interval)
			.onBackpressureDrop()
			.publishOn(this.threads, 1)
			.subscribe((tick) -> report());
	}

	private void stop(Disposable ticks) {
		ticks.dispose();
		end();
	}

	private synchronized void end() {
		this.ended = true;
	}

	synchronized void report() {
		if (!this.ended) {
			this.callback.run(() -> this.listener.accept(this.progress.get()));
		}
	}

}
