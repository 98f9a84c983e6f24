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
 * Lets a thread that waits for a result do the part of the work that is to be done on it.
 */
final class CallerThread implements Executor {

	private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
	}

	/**
	 * Return the thread that waits for the result.
	 * @return its scheduler, or the given one where no thread waits
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
			// What the end of the call leaves for this thread, such as to close a cursor.
			for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
				task.run();
			}
			Thread.currentThread().interrupt();
			throw watch.interrupted(ex);
		}
		return Mono.fromFuture(future).block();
	}

}
