package com.experiture.client.internal.concurrent;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BlockingExecutorTests {

	private final BlockingExecutor workers = new BlockingExecutor();

	@AfterEach
	void close() {
		this.workers.close();
	}

	@Test
	void runsTasksWhileOthersWait() throws InterruptedException {
		int many = 4 * Runtime.getRuntime().availableProcessors() * 10;
		CountDownLatch all = new CountDownLatch(many);
		for (int i = 0; i < many; i++) {
			this.workers.execute(() -> {
				all.countDown();
				await(all);
			});
		}
		assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void usesDaemonThreads() {
		Thread thread = Mono.fromCallable(Thread::currentThread)
			.subscribeOn(this.workers.scheduler())
			.block(Duration.ofSeconds(30));
		assertThat(thread).isNotNull();
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread.getName()).startsWith("experiture-worker-");
	}

	@Test
	void endsIdleThreadsWhenClosedAndRunsLaterTasks() throws InterruptedException {
		Queue<Thread> threads = new ConcurrentLinkedQueue<>();
		CountDownLatch done = new CountDownLatch(1);
		this.workers.execute(() -> {
			threads.add(Thread.currentThread());
			done.countDown();
		});
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		this.workers.close();
		CountDownLatch late = new CountDownLatch(1);
		this.workers.execute(() -> {
			threads.add(Thread.currentThread());
			late.countDown();
		});
		assertThat(late.await(30, TimeUnit.SECONDS)).isTrue();
		for (Thread thread : threads) {
			thread.join(TimeUnit.SECONDS.toMillis(30));
			assertThat(thread.isAlive()).isFalse();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void usesGivenExecutor() {
		try (BlockingExecutor given = new BlockingExecutor(Runnable::run)) {
			Thread thread = Mono.fromCallable(Thread::currentThread)
				.subscribeOn(given.scheduler())
				.block(Duration.ofSeconds(30));
			assertThat(thread).isEqualTo(Thread.currentThread());
		}
	}

}
