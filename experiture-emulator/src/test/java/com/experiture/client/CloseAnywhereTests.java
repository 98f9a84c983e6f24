package com.experiture.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.settings.RetrySettings;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.UndeliveredRecords;
import com.experiture.client.writer.WriterOptions;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExperitureClient#close()} on any thread and during calls.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class CloseAnywhereTests {

	private static final Map<String, Object> ORDER = Map.of("order_id", "o-1");

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final AtomicInteger closeEvents = new AtomicInteger();

	private final AtomicReference<Runnable> onCall = new AtomicReference<>(() -> {
	});

	private ExperitureClient client;

	@BeforeEach
	void createClient() {
		this.client = Clients.of(this.emulator)
			.retry(new RetrySettings(3, Duration.ofHours(1), Duration.ofHours(1)))
			.callTimeout(Duration.ofDays(1))
			.listener(new ClientListener() {

				@Override
				public void callEnded(String endpoint, String correlationId, CallOutcome outcome) {
					CloseAnywhereTests.this.onCall.get().run();
				}

				@Override
				public void closed() {
					CloseAnywhereTests.this.closeEvents.incrementAndGet();
					CloseAnywhereTests.this.client.close();
				}

			})
			.build();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	static Stream<Arguments> threads() {
		return Stream.of(on("a parallel thread", scheduled(Schedulers.parallel())),
				on("the single thread", scheduled(Schedulers.single())),
				on("an elastic thread", scheduled(Schedulers.boundedElastic())), on("an event loop of the client",
						(test, end) -> test.client.reactive().records().append("orders", ORDER).subscribe((receipt) -> {
							test.client.close();
							end.complete(null);
						}, end::completeExceptionally)),
				on("a listener", (test, end) -> {
					test.onCall.set(() -> {
						test.client.close();
						end.complete(null);
					});
					test.client.reactive().records().append("orders", ORDER).subscribe();
				}), on("a worker of the client", (test, end) -> {
					RecordWriter writer = test.client.records().writer(WriterOptions.defaults());
					writer.append("orders", ORDER).whenComplete((outcome, failure) -> {
						test.client.close();
						end.complete(null);
					});
					writer.flush();
				}), on("the thread of a bulk write", (test, end) -> {
					test.client.records().append("orders", ORDER);
					try {
						Stream<?> records = IntStream.range(0, 3).mapToObj((i) -> {
							test.client.close();
							return ORDER;
						});
						test.client.records().appendAll("orders", RecordSource.of(records), BulkOptions.defaults());
					}
					catch (RuntimeException ex) {
						// The client is closed.
					}
					end.complete(null);
				}), on("an interrupted thread", (test, end) -> {
					Thread.currentThread().interrupt();
					test.client.close();
					assertThat(Thread.interrupted()).isTrue();
					end.complete(null);
				}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("threads")
	void closesOnAnyThread(String name, BiConsumer<CloseAnywhereTests, CompletableFuture<Void>> close) {
		this.client.records().append("orders", ORDER);
		CompletableFuture<Void> end = new CompletableFuture<>();
		close.accept(this, end);
		assertThat(end).succeedsWithin(Duration.ofSeconds(30));
		assertThat(this.closeEvents).hasValue(1);
		assertThat(this.client.reactive().records().append("orders", ORDER).toFuture())
			.failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(IllegalStateException.class);
		this.client.close();
		assertThat(this.closeEvents).hasValue(1);
	}

	@Test
	void closesOnceForManyThreads() {
		this.client.records().append("orders", ORDER);
		CompletableFuture<?>[] closes = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.runAsync(this.client::close))
			.toArray(CompletableFuture[]::new);
		assertThat(CompletableFuture.allOf(closes)).succeedsWithin(Duration.ofSeconds(30));
		assertThat(this.closeEvents).hasValue(1);
	}

	@Test
	void closeEndsCallThatWaitsForNextAttempt() throws InterruptedException {
		CountDownLatch failed = new CountDownLatch(1);
		this.emulator.faults().onAny().inject(Fault.status(503));
		this.emulator.wireMock().addMockServiceRequestListener((request, response) -> failed.countDown());
		CompletableFuture<?> call = this.client.reactive().records().append("orders", ORDER).toFuture();
		assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
		this.client.close();
		assertThat(call).failsWithin(Duration.ofSeconds(30));
	}

	@Test
	void closeEndsWaitForJob() {
		this.emulator.settings().batchResponseMode(BatchResponseMode.JOB).instantJobs(false);
		String job = String.valueOf(this.client.records().appendBatch("orders", List.of(ORDER)).jobId());
		CompletableFuture<?> wait = this.client.reactive()
			.records()
			.awaitJob("orders", job,
					PollOptions.builder()
						.timeout(Duration.ofDays(1))
						.intervals(Duration.ofHours(1), Duration.ofHours(1))
						.build())
			.toFuture();
		this.client.close();
		assertThat(wait).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void closeEndsWriterThatWaitsForRecords() {
		List<UndeliveredRecords> undelivered = new ArrayList<>();
		RecordWriter writer = this.client.records()
			.writer(WriterOptions.builder()
				.linger(Duration.ofDays(1))
				.capacity(2, 10_000)
				.onUndelivered(undelivered::add)
				.build());
		List<CompletableFuture<RecordResult>> results = IntStream.range(0, 2)
			.mapToObj((i) -> writer.append("orders", ORDER))
			.toList();
		this.client.close();
		assertThat(results).allSatisfy((result) -> assertThat(result).failsWithin(Duration.ofSeconds(30)));
		assertThat(writer.append("orders", ORDER)).failsWithin(Duration.ofSeconds(30));
		assertThat(undelivered).singleElement().matches((records) -> records.records().size() == 2 && !records.sent());
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_APPEND_BATCH)).isZero();
		writer.close();
	}

	private static Arguments on(String name, BiConsumer<CloseAnywhereTests, CompletableFuture<Void>> close) {
		return Arguments.of(name, close);
	}

	private static BiConsumer<CloseAnywhereTests, CompletableFuture<Void>> scheduled(Scheduler scheduler) {
		return (test, end) -> Mono.fromRunnable(test.client::close)
			.subscribeOn(scheduler)
			.subscribe(null, end::completeExceptionally, () -> end.complete(null));
	}

}
