package com.experiture.simulation;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * A scheduler on virtual time that runs all tasks on the thread of the simulation. Tasks
 * of the same time run in an order that the seed determines, as on several threads. Tasks
 * of one worker keep their order.
 */
final class VirtualTime implements Scheduler {

	private final RandomGenerator random;

	private final Queue<Task> tasks = new PriorityQueue<>();

	private long now;

	private long sequence;

	VirtualTime(RandomGenerator random) {
		this.random = random;
	}

	/**
	 * Return the time since the beginning, in nanoseconds.
	 */
	long nanos() {
		return this.now;
	}

	/**
	 * Run the next task.
	 * @return whether there was one
	 */
	boolean runNext() {
		Task task = this.tasks.poll();
		while (task != null && task.isDisposed()) {
			task = this.tasks.poll();
		}
		if (task == null) {
			return false;
		}
		this.now = task.time;
		task.disposed = true;
		task.work.run();
		return true;
	}

	Disposable after(Duration delay, Runnable task) {
		return schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	public long now(TimeUnit unit) {
		return unit.convert(this.now, TimeUnit.NANOSECONDS);
	}

	@Override
	public Disposable schedule(Runnable task) {
		return schedule(task, 0, TimeUnit.NANOSECONDS);
	}

	@Override
	public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
		return enqueue(task, unit.toNanos(delay), this.random.nextLong(), null);
	}

	@Override
	public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
		throw new UnsupportedOperationException("A periodic task would never let the simulation end");
	}

	@Override
	public Worker createWorker() {
		return new VirtualWorker(this.random.nextLong());
	}

	@Override
	public void dispose() {
		this.tasks.clear();
	}

	private Disposable enqueue(Runnable work, long delay, long rank, @Nullable VirtualWorker worker) {
		long time = this.now + Math.min(Math.max(0, delay), Long.MAX_VALUE - this.now);
		Task task = new Task(time, rank, this.sequence++, work, worker);
		this.tasks.add(task);
		return task;
	}

	private static final class Task implements Disposable, Comparable<Task> {

		private final long time;

		private final long rank;

		private final long sequence;

		private final Runnable work;

		private final @Nullable VirtualWorker worker;

		private boolean disposed;

		Task(long time, long rank, long sequence, Runnable work, @Nullable VirtualWorker worker) {
			this.time = time;
			this.rank = rank;
			this.sequence = sequence;
			this.work = work;
			this.worker = worker;
		}

		@Override
		public int compareTo(Task other) {
			int order = Long.compare(this.time, other.time);
			order = (order != 0) ? order : Long.compare(this.rank, other.rank);
			return (order != 0) ? order : Long.compare(this.sequence, other.sequence);
		}

		@Override
		public void dispose() {
			this.disposed = true;
		}

		@Override
		public boolean isDisposed() {
			return this.disposed || (this.worker != null && this.worker.isDisposed());
		}

	}

	private final class VirtualWorker implements Worker {

		private final long rank;

		private boolean disposed;

		VirtualWorker(long rank) {
			this.rank = rank;
		}

		@Override
		public Disposable schedule(Runnable task) {
			return schedule(task, 0, TimeUnit.NANOSECONDS);
		}

		@Override
		public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
			return enqueue(task, unit.toNanos(delay), this.rank, this);
		}

		@Override
		public void dispose() {
			this.disposed = true;
		}

		@Override
		public boolean isDisposed() {
			return this.disposed;
		}

	}

}
