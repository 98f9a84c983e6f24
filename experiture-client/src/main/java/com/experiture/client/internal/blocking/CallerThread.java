package com.experiture.client.internal.blocking;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.concurrent.BlockingExecutor;

/**
 * Runs tasks on a thread that waits for a result, for work that is bound to that thread.
 */
final class CallerThread implements Executor {

	private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
	}

	/**
	 * Return the scheduler of the thread that waits for the result.
	 * @return the scheduler, or that of the executor if no thread waits
	 */
	static Scheduler scheduler(ContextView context, BlockingExecutor otherwise) {
		return context.<Scheduler>getOrEmpty(CallerThread.class).orElseGet(otherwise::scheduler);
	}

	<T> @Nullable T await(Mono<T> result) {
		Scheduler scheduler = Schedulers.fromExecutor(this);
		CallWatch watch = new CallWatch();
		CompletableFuture<T> future = watch.over(result)
			.contextWrite((context) -> context.put(CallerThread.class, scheduler))
			.toFuture();
		future.whenComplete((value, failure) -> execute(() -> {
		}));
		try {
			while (!future.isDone()) {
				this.tasks.take().run();
			}
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			// Cancelling the call may leave tasks for this thread, such as closing a
			// cursor.
			for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
				task.run();
			}
			Thread.currentThread().interrupt();
			throw watch.interrupted(ex);
		}
		return Mono.fromFuture(future).block();
	}

}
