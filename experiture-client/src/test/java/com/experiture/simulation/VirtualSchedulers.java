package com.experiture.simulation;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Replaces all schedulers of Reactor with virtual time for the threads that run
 * simulations. All other threads of this JVM use the real schedulers.
 */
final class VirtualSchedulers implements AutoCloseable {

	private static final ThreadLocal<@Nullable VirtualTime> current = new ThreadLocal<>();

	private final Schedulers.Snapshot snapshot;

	VirtualSchedulers() {
		Scheduler real = Schedulers.parallel();
		this.snapshot = Schedulers.setFactoryWithSnapshot(new Factory(new Router(real)));
	}

	/**
	 * Run a task with virtual time on the current thread.
	 */
	static <T> T on(VirtualTime time, Supplier<T> work) {
		current.set(time);
		try {
			return work.get();
		}
		finally {
			current.remove();
		}
	}

	@Override
	public void close() {
		Schedulers.resetFrom(this.snapshot);
	}

	private record Router(Scheduler real) implements Scheduler {

		private Scheduler target() {
			VirtualTime virtual = current.get();
			return (virtual != null) ? virtual : this.real;
		}

		@Override
		public Disposable schedule(Runnable task) {
			return target().schedule(task);
		}

		@Override
		public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
			return target().schedule(task, delay, unit);
		}

		@Override
		public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
			return target().schedulePeriodically(task, initialDelay, period, unit);
		}

		@Override
		public Worker createWorker() {
			return target().createWorker();
		}

		@Override
		public long now(TimeUnit unit) {
			return target().now(unit);
		}

		@Override
		public void dispose() {
			// The scheduler belongs to the code that installed it.
		}

	}

	private record Factory(Scheduler router) implements Schedulers.Factory {

		@Override
		public Scheduler newParallel(int parallelism, ThreadFactory threads) {
			return this.router;
		}

		@Override
		public Scheduler newSingle(ThreadFactory threads) {
			return this.router;
		}

		@Override
		public Scheduler newBoundedElastic(int threadCap, int queuedTaskCap, ThreadFactory threads, int ttlSeconds) {
			return this.router;
		}

		@Override
		public Scheduler newThreadPerTaskBoundedElastic(int threadCap, int queuedTaskCap, ThreadFactory threads) {
			return this.router;
		}

	}

}
