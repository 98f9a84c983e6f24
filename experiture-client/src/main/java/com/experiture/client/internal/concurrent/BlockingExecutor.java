package com.experiture.client.internal.concurrent;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads of one client for work that may block: reading sources and files, and
 * listeners of the application. Each concurrent task has its own thread: in a pool of a
 * fixed size, all threads could wait for tasks that are queued behind them. Idle threads
 * end after a few seconds.
 */
public final class BlockingExecutor implements Executor, AutoCloseable {

	private static final int IDLE_SECONDS = 5;

	private final @Nullable ThreadPoolExecutor threads;

	private final Executor executor;

	private volatile @Nullable Scheduler scheduler;

	/**
	 * Create an executor without threads.
	 */
	public BlockingExecutor() {
		this(null);
	}

	/**
	 * Create an executor without threads.
	 * @param given runs the tasks in place of own threads, and is not closed;
	 * {@code null} for own threads
	 */
	public BlockingExecutor(@Nullable Executor given) {
		this.threads = (given == null) ? create() : null;
		this.executor = (given != null) ? given : Objects.requireNonNull(this.threads);
	}

	private static ThreadPoolExecutor create() {
		AtomicInteger number = new AtomicInteger();
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
				(task) -> {
					Thread thread = new Thread(task, "experiture-worker-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(task);
	}

	/**
	 * Return this executor as a scheduler.
	 * @return the scheduler; it must not be disposed
	 */
	public Scheduler scheduler() {
		Scheduler made = this.scheduler;
		if (made == null) {
			made = Schedulers.fromExecutor(this);
			this.scheduler = made;
		}
		return made;
	}

	/**
	 * End the idle threads, and the others when their task has ended. Tasks are still
	 * accepted, for results that arrive late.
	 */
	@Override
	public void close() {
		if (this.threads != null) {
			this.threads.setKeepAliveTime(0, TimeUnit.SECONDS);
		}
	}

}
