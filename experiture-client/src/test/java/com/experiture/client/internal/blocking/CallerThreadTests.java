package com.experiture.client.internal.blocking;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.error.CallInterruptedException;
import com.experiture.client.internal.concurrent.BlockingExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class CallerThreadTests {

	private final BlockingExecutor workers = new BlockingExecutor();

	@AfterEach
	void close() {
		this.workers.close();
	}

	@Test
	void readsSourceOnWaitingThread() {
		Thread caller = Thread.currentThread();
		Boolean same = Blocking.awaitReading(readers(1_000).all(caller::equals));
		assertThat(same).isTrue();
	}

	@Test
	void readsSourceOnExecutorWithoutWaitingThread() {
		assertThat(readers(10).map(Thread::getName).distinct().collectList().block())
			.allSatisfy((name) -> assertThat(name).startsWith("experiture-worker-"));
	}

	@Test
	void throwsOriginalFailure() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Blocking.awaitReading(Mono.error(new IllegalArgumentException("no"))))
			.withMessage("no");
	}

	@Test
	void rejectsNonBlockingThread() {
		assertThatIllegalStateException()
			.isThrownBy(() -> Mono.fromCallable(() -> Blocking.awaitReading(Mono.just(1)))
				.subscribeOn(Schedulers.parallel())
				.block())
			.withMessageContaining("event-loop thread");
	}

	@Test
	void cancelsCallAndKeepsInterruptFlag() throws Exception {
		CountDownLatch cancelled = new CountDownLatch(1);
		CountDownLatch waiting = new CountDownLatch(1);
		AtomicReference<Boolean> interrupted = new AtomicReference<>();
		FutureTask<Object> call = new FutureTask<>(() -> {
			try {
				return Blocking.awaitReading(Mono.never()
					.doOnSubscribe((subscription) -> waiting.countDown())
					.doOnCancel(cancelled::countDown));
			}
			finally {
				interrupted.set(Thread.currentThread().isInterrupted());
			}
		});
		Thread caller = new Thread(call);
		caller.start();
		assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
		caller.interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(30, TimeUnit.SECONDS))
			.withCauseInstanceOf(CallInterruptedException.class);
		assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(interrupted).hasValue(true);
	}

	// Asked for from other threads, as a bulk write is when batches return.
	private Flux<Thread> readers(int count) {
		return Flux.deferContextual((view) -> Flux.<Thread>generate((sink) -> sink.next(Thread.currentThread()))
			.take(count)
			.subscribeOn(Blocking.reader(view, this.workers))
			.publishOn(Schedulers.parallel(), 1));
	}

}
