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
 * The threads of one client for what may block: reading sources and files, and code of
 * the application that is told of results. There are as many as there is such work at a
 * time. In a pool of a fixed size, all threads might wait for work that is queued behind
 * them. Threads without work end after a few seconds.
 */
public final class BlockingExecutor implements Executor, AutoCloseable {

	private static final int IDLE_SECONDS = 5;

	private final @Nullable ThreadPoolExecutor threads;

	private final Executor executor;

	private volatile @Nullable Scheduler scheduler;

	/**
	 * Create the threads of a client. None is started yet.
	 */
	public BlockingExecutor() {
		this(null);
	}

	/**
	 * Create the threads of a client. None is started yet.
	 * @param given runs the work in place of threads of the client, and is not closed;
	 * {@code null} for threads of the client
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
	 * Return the same threads for reactive code.
	 * @return a scheduler, not to be disposed of
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
	 * End the threads that have no work, and the others as soon as they have done it. A
	 * result that comes late finds a thread still.
	 */
	@Override
	public void close() {
		if (this.threads != null) {
			this.threads.setKeepAliveTime(0, TimeUnit.SECONDS);
		}
	}

}
