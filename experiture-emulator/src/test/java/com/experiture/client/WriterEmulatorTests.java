package com.experiture.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.writer.RecordRejectedException;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.UndeliveredRecords;
import com.experiture.client.writer.WriterClosedException;
import com.experiture.client.writer.WriterFullException;
import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterOptions.WhenFull;
import com.experiture.client.writer.WriterStats;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the record writer, from single writes to the records that the emulator has
 * stored.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class WriterEmulatorTests {

	private final List<UndeliveredRecords> undelivered = Collections.synchronizedList(new ArrayList<>());

	private final WriterOptions options = WriterOptions.builder()
		.linger(Duration.ofMillis(5))
		.retryTimeout(Duration.ZERO)
		.jobPolling(PollOptions.builder()
			.timeout(Duration.ofSeconds(30))
			.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
			.build())
		.onUndelivered(this.undelivered::add)
		.build();

	private final CountDownLatch release = new CountDownLatch(1);

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private ExperitureClient client;

	@BeforeEach
	void createClient() {
		this.client = Clients.of(this.emulator).build();
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.client.close();
		this.emulator.close();
	}

	@ParameterizedTest
	@EnumSource
	void completesEachRecordWithItsOwnResult(BatchResponseMode reading) {
		this.emulator.settings().batchResponseMode(reading).partialBatches(reading != BatchResponseMode.RECEIPT);
		try (RecordWriter writer = writer(this.options)) {
			List<CompletableFuture<RecordResult>> results = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				results.add(writer.append("orders", (i % 10 == 3) ? Map.of("no_such_field", i) : order(i)));
			}
			for (int i = 0; i < 100; i++) {
				if (i % 10 == 3) {
					assertThat(failure(results.get(i))).isInstanceOfSatisfying(RecordRejectedException.class,
							(rejected) -> assertThat(rejected.result().code()).endsWith("REQUEST_SCHEMA"));
				}
				else {
					assertThat(results.get(i).join().accepted()).isTrue();
				}
			}
			assertThat(this.emulator.count("orders")).isEqualTo(90);
			assertStats(writer.stats(), 100, 90, 10, 0);
		}
	}

	@Test
	void collectsRecordsIntoBatches() {
		try (RecordWriter writer = writer(this.options.toBuilder().linger(Duration.ofSeconds(30)).build())) {
			List<CompletableFuture<RecordResult>> results = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				results.add(writer.append("orders", order(i)));
				results.add(writer.upsert("profiles", person("p" + i), "email"));
			}
			assertThat(this.emulator.requestCount()).isZero();
			assertThat(writer.stats().waiting()).isEqualTo(100);
			writer.flush();
			results.forEach(CompletableFuture::join);
			assertThat(writer.stats().batches()).isEqualTo(2);
			assertThat(this.emulator.requestCount(Endpoint.RECORDS_APPEND_BATCH)).isEqualTo(1);
			assertThat(this.emulator.count("profiles")).isEqualTo(50);
		}
	}

	@Test
	void sendsFullBatch() {
		try (RecordWriter writer = writer(
				this.options.toBuilder().linger(Duration.ofSeconds(30)).batchSize(10, 1_000_000).build())) {
			IntStream.range(0, 20)
				.mapToObj((i) -> writer.append("orders", order(i)))
				.toList()
				.forEach(CompletableFuture::join);
			assertThat(writer.stats().batches()).isEqualTo(2);
		}
	}

	@Test
	void sendsBatchAtByteLimit() {
		try (RecordWriter writer = writer(
				this.options.toBuilder().linger(Duration.ofSeconds(30)).batchSize(10_000, 1_000).build())) {
			List<CompletableFuture<RecordResult>> results = IntStream.range(0, 100)
				.mapToObj((i) -> writer.append("orders", order(i)))
				.toList();
			writer.flush();
			results.forEach(CompletableFuture::join);
			assertThat(this.emulator.requests(Endpoint.RECORDS_APPEND_BATCH)).hasSizeGreaterThan(2)
				.allSatisfy((request) -> assertThat(request.body()).hasSizeLessThanOrEqualTo(1_000));
		}
	}

	@Test
	void sendsBatchAfterLingerTime() {
		try (RecordWriter writer = writer(this.options)) {
			assertThat(writer.append("orders", order(1)).join().accepted()).isTrue();
		}
	}

	@Test
	void encodesRecordWhenItIsWritten() {
		try (RecordWriter writer = writer(this.options)) {
			Map<String, Object> person = person("jane");
			CompletableFuture<RecordResult> result = writer.upsert("profiles", person, "email");
			person.put("email", "changed@example.com");
			result.join();
		}
		assertThat(this.emulator.record("profiles", "email", "jane@example.com")).isPresent();
	}

	@Test
	void rejectsRecordThatCanNeverBeSent() {
		try (RecordWriter writer = writer(this.options)) {
			for (Object bad : new Object[] { "text", Map.of(), Map.of("first_name", "No match key"),
					Map.of("email", "x@example.com", "city", "x".repeat(10_000_000)) }) {
				assertThat(failure(writer.upsert("profiles", bad, "email")))
					.isInstanceOf(InvalidRequestException.class);
			}
			assertStats(writer.stats(), 0, 0, 0, 0);
		}
	}

	@Test
	void rejectsRecordIfFull() {
		hold();
		RecordWriter writer = writer(
				this.options.toBuilder().capacity(10, 1_000_000).whenFull(WhenFull.REJECT).build());
		List<CompletableFuture<RecordResult>> taken = IntStream.range(0, 10)
			.mapToObj((i) -> writer.append("orders", order(i)))
			.toList();
		assertThat(failure(writer.append("orders", order(11)))).isInstanceOf(WriterFullException.class)
			.hasMessageContaining("10 records");
		this.release.countDown();
		taken.forEach(CompletableFuture::join);
		writer.append("orders", order(12)).join();
		writer.close();
		assertStats(writer.stats(), 11, 11, 0, 0);
	}

	@Test
	void limitsBytes() {
		hold();
		RecordWriter writer = writer(this.options.toBuilder().capacity(1_000, 1_000).whenFull(WhenFull.REJECT).build());
		Map<String, Object> large = person("x".repeat(2_000));
		writer.upsert("profiles", large, "email");
		assertThat(failure(writer.upsert("profiles", person("y"), "email"))).isInstanceOf(WriterFullException.class);
		this.release.countDown();
		writer.close();
		assertThat(writer.stats().waiting()).isZero();
	}

	@Test
	void blocksCallerIfFull() throws Exception {
		hold();
		RecordWriter writer = writer(this.options.toBuilder().capacity(10, 1_000_000).build());
		ExecutorService callers = Executors.newFixedThreadPool(4);
		try {
			CountDownLatch done = new CountDownLatch(4);
			for (int caller = 0; caller < 4; caller++) {
				int from = caller * 25;
				callers.submit(() -> {
					IntStream.range(from, from + 25).forEach((i) -> writer.append("orders", order(i)));
					done.countDown();
				});
			}
			assertThat(done.await(200, TimeUnit.MILLISECONDS)).isFalse();
			assertThat(writer.stats().waiting()).isEqualTo(10);
			assertThat(writer.stats().enqueued()).isEqualTo(10);
			this.release.countDown();
			assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			callers.shutdownNow();
		}
		writer.close();
		assertStats(writer.stats(), 100, 100, 0, 0);
		assertThat(this.emulator.records("orders")).extracting((order) -> order.get("order_id"))
			.hasSize(100)
			.doesNotHaveDuplicates();
	}

	@Test
	void delaysReactiveResultsIfFull() {
		RecordWriter writer = writer(this.options.toBuilder().capacity(10, 1_000_000).build());
		Long accepted = Flux.range(0, 500)
			.flatMap((i) -> writer.reactive().append("orders", order(i)), 100)
			.filter(RecordResult::accepted)
			.count()
			.block();
		assertThat(accepted).isEqualTo(500);
		writer.reactive().close().block();
		assertStats(writer.stats(), 500, 500, 0, 0);
	}

	@Test
	void doesNotEnqueueRecordIfWaitIsCancelled() {
		hold();
		RecordWriter writer = writer(this.options.toBuilder().capacity(1, 1_000_000).build());
		CompletableFuture<RecordResult> first = writer.append("orders", order(1));
		Disposable waiting = writer.reactive().append("orders", order(2)).subscribe();
		waiting.dispose();
		this.release.countDown();
		first.join();
		writer.close();
		assertStats(writer.stats(), 1, 1, 0, 0);
	}

	@Test
	void sendsRecordIfResultIsCancelled() {
		hold();
		List<Throwable> dropped = Collections.synchronizedList(new ArrayList<>());
		Hooks.onErrorDropped(dropped::add);
		try {
			RecordWriter writer = writer(this.options);
			writer.reactive().append("orders", Map.of("no_such_field", 1)).subscribe().dispose();
			writer.reactive().append("orders", order(1)).subscribe().dispose();
			this.release.countDown();
			writer.close();
			assertStats(writer.stats(), 2, 1, 1, 0);
			assertThat(dropped).isEmpty();
		}
		finally {
			Hooks.resetOnErrorDropped();
		}
	}

	@Test
	void doesNotEnqueueRecordIfCallerIsInterrupted() throws Exception {
		hold();
		RecordWriter writer = writer(this.options.toBuilder().capacity(1, 1_000_000).build());
		CompletableFuture<RecordResult> first = writer.append("orders", order(1));
		ExecutorService caller = Executors.newSingleThreadExecutor();
		try {
			caller.submit(() -> {
				Thread.currentThread().interrupt();
				writer.append("orders", order(2));
			}).get(30, TimeUnit.SECONDS);
			throw new AssertionError("The caller was not interrupted");
		}
		catch (ExecutionException ex) {
			assertThat(ex.getCause()).isInstanceOf(RuntimeException.class);
		}
		finally {
			caller.shutdownNow();
		}
		this.release.countDown();
		first.join();
		writer.close();
		assertStats(writer.stats(), 1, 1, 0, 0);
	}

	@Test
	void closeDeliversEnqueuedRecords() {
		RecordWriter writer = writer(this.options.toBuilder().linger(Duration.ofMinutes(5)).build());
		List<CompletableFuture<RecordResult>> results = IntStream.range(0, 1_000)
			.mapToObj((i) -> writer.append("orders", order(i)))
			.toList();
		writer.close();
		assertThat(results).allSatisfy((result) -> assertThat(result).isCompleted());
		assertThat(this.emulator.count("orders")).isEqualTo(1_000);
		assertStats(writer.stats(), 1_000, 1_000, 0, 0);
		assertThat(failure(writer.append("orders", order(1)))).isInstanceOf(WriterClosedException.class);
		writer.close();
	}

	@Test
	void closeHandsBackUndeliveredRecords() {
		hold();
		RecordWriter writer = writer(this.options.toBuilder()
			.linger(Duration.ZERO)
			.batchSize(10, 100_000)
			.appendConcurrency(1)
			.drainTimeout(Duration.ofMillis(100))
			.build());
		List<CompletableFuture<RecordResult>> results = IntStream.range(0, 35)
			.mapToObj((i) -> writer.append("orders", order(i)))
			.toList();
		writer.close();
		assertThat(results)
			.allSatisfy((result) -> assertThat(failure(result)).isInstanceOf(WriterClosedException.class));
		assertStats(writer.stats(), 35, 0, 0, 35);
		assertThat(this.undelivered).extracting(UndeliveredRecords::sent).containsExactly(true, false);
		assertThat(this.undelivered).flatExtracting(UndeliveredRecords::records).hasSize(35).contains(order(34));
	}

	@Test
	void handsBackBatchThatFails() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		RecordWriter writer = writer(this.options);
		CompletableFuture<RecordResult> result = writer.append("orders", order(1));
		assertThat(failure(result)).isInstanceOf(ForbiddenException.class);
		assertThat(this.undelivered).singleElement().satisfies((records) -> {
			assertThat(records.records()).containsExactly(order(1));
			assertThat(records.objectName()).isEqualTo("orders");
			assertThat(records.append()).isTrue();
			assertThat(records.cause()).isInstanceOf(ForbiddenException.class);
			assertThat(records.toString()).contains("1 records of orders").doesNotContain("o-1");
		});
		writer.close();
		assertStats(writer.stats(), 1, 0, 0, 1);
	}

	@Test
	void continuesIfHandlerFails() {
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.times(1)
			.inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		try (RecordWriter writer = writer(this.options.toBuilder().onUndelivered((records) -> {
			throw new IllegalStateException("disk full");
		}).build())) {
			assertThat(failure(writer.append("orders", order(1)))).isInstanceOf(ForbiddenException.class);
			assertThat(writer.append("orders", order(2)).join().accepted()).isTrue();
			assertStats(writer.stats(), 2, 1, 0, 1);
		}
	}

	@Test
	void closeWaitsForHandler() throws Exception {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		CountDownLatch entered = new CountDownLatch(1);
		RecordWriter writer = writer(this.options.toBuilder().onUndelivered((records) -> {
			entered.countDown();
			await(this.release);
			this.undelivered.add(records);
		}).build());
		writer.append("orders", order(1));
		assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> closed = writer.reactive().close().toFuture();
		assertThat(closed).isNotDone();
		this.release.countDown();
		closed.get(30, TimeUnit.SECONDS);
		assertThat(this.undelivered).hasSize(1);
	}

	@Test
	void completesAllFuturesIfHandlerThrowsError() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		RecordWriter writer = writer(this.options.toBuilder().onUndelivered((records) -> {
			throw new AssertionError("receiver");
		}).build());
		CompletableFuture<RecordResult> result = writer.append("orders", order(1));
		assertThat(failure(result.orTimeout(20, TimeUnit.SECONDS))).isInstanceOf(ForbiddenException.class);
		writer.close();
	}

	@Test
	void handlerCanWriteAgain() {
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.times(1)
			.inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		List<RecordWriter> writers = new ArrayList<>();
		CompletableFuture<RecordResult> again = new CompletableFuture<>();
		WriterOptions rewriting = this.options.toBuilder().capacity(1, 1_000).onUndelivered((records) -> {
			writers.get(0).append(records.objectName(), records.records().get(0)).thenAccept(again::complete);
			writers.get(0).append(records.objectName(), order(2));
		}).build();
		writers.add(writer(rewriting));
		assertThat(failure(writers.get(0).append("orders", order(1)))).isInstanceOf(ForbiddenException.class);
		assertThat(again.join().accepted()).isTrue();
		writers.get(0).close();
		assertStats(writers.get(0).stats(), 3, 2, 0, 1);
	}

	@Test
	void doesNotLingerIfFull() {
		RecordWriter writer = writer(
				this.options.toBuilder().linger(Duration.ofMinutes(5)).capacity(10, 1_000_000).build());
		Long accepted = Flux.range(0, 30)
			.flatMap((i) -> writer.reactive().append("orders", order(i)), 30)
			.take(20)
			.filter(RecordResult::accepted)
			.count()
			.block(Duration.ofSeconds(30));
		assertThat(accepted).isEqualTo(20);
		writer.close();
		assertStats(writer.stats(), 30, 30, 0, 0);
	}

	@Test
	void doesNotAttributeErrorWithoutIndexToOtherRecord() {
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.times(1)
			.inject(Fault.body(200, "application/json",
					"{\"success\":true,\"data\":{\"errors\":[{\"code\":\"A\",\"message\":\"one is bad\"}]}}"));
		RecordWriter writer = writer(this.options.toBuilder().linger(Duration.ofMinutes(5)).build());
		List<CompletableFuture<RecordResult>> results = IntStream.range(0, 5)
			.mapToObj((i) -> writer.append("orders", order(i)))
			.toList();
		writer.close();
		assertThat(results)
			.allSatisfy((result) -> assertThat(failure(result)).isInstanceOf(RecordRejectedException.class)
				.hasMessageContaining("is not known"));
		assertStats(writer.stats(), 5, 4, 1, 0);
	}

	@Test
	void reportsRejectionWithTextOfApi() {
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.times(1)
			.inject(Fault.body(200, "application/json",
					"{\"success\":true,\"data\":{\"results\":[{\"accepted\":false}]}}"));
		try (RecordWriter writer = writer(this.options)) {
			assertThat(failure(writer.append("orders", order(1)))).isInstanceOf(RecordRejectedException.class)
				.hasMessageStartingWith("The API rejected the record (workspace default, object orders) [");
		}
	}

	@Test
	void completesRecordsIfAllThreadsOfPoolWait() {
		RecordWriter writer = writer(this.options);
		Long accepted = Flux.range(0, 60)
			.flatMap((i) -> Mono.fromCallable(() -> writer.append("orders", order(i)).join())
				.subscribeOn(Schedulers.boundedElastic()), 60)
			.filter(RecordResult::accepted)
			.count()
			.block(Duration.ofSeconds(50));
		assertThat(accepted).isEqualTo(60);
		writer.close();
	}

	@Test
	void continuesIfEncodingOfBatchThrowsError() {
		AtomicInteger cuts = new AtomicInteger();
		try (ExperitureClient failing = Clients.of(this.emulator).listener(new ClientListener() {

			@Override
			public void batchFlushed(FlushReason reason, int records, long bytes, double fill) {
				if (cuts.incrementAndGet() == 1) {
					throw new OutOfMemoryError("for this test");
				}
			}

		}).build(); RecordWriter writer = failing.records().writer(this.options)) {
			CompletableFuture<RecordResult> first = writer.upsert("profiles", person("a"), "email");
			assertThat(failure(first)).isInstanceOf(OutOfMemoryError.class);
			assertThat(writer.upsert("profiles", person("b"), "email").join().accepted()).isTrue();
			assertThat(this.undelivered).singleElement().satisfies((records) -> assertThat(records.sent()).isFalse());
			assertStats(writer.stats(), 2, 1, 0, 1);
		}
	}

	@Test
	void limitsBytesOfWaitingWrites() {
		hold();
		RecordWriter writer = writer(this.options.toBuilder().capacity(1, 10_000).build());
		List<CompletableFuture<RecordResult>> results = IntStream.range(0, 20)
			.mapToObj((i) -> writer.reactive().append("orders", large(i)).toFuture())
			.toList();
		assertThat(results.subList(0, 5)).noneMatch(CompletableFuture::isDone);
		assertThat(results.subList(10, 20))
			.allSatisfy((result) -> assertThat(failure(result)).isInstanceOf(WriterFullException.class));
		this.release.countDown();
		results.subList(0, 5).forEach(CompletableFuture::join);
		writer.close();
	}

	@Test
	void closeWaitsForDependentsOfResults() throws Exception {
		CountDownLatch told = new CountDownLatch(1);
		CountDownLatch ending = new CountDownLatch(1);
		RecordWriter writer = writer(this.options);
		CompletableFuture<Void> end = writer.append("orders", order(1)).thenAccept((outcome) -> {
			told.countDown();
			await(ending);
		});
		assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> closed = writer.reactive().close().toFuture();
		assertThat(closed).isNotDone();
		ending.countDown();
		closed.get(30, TimeUnit.SECONDS);
		assertThat(end).isDone();
	}

	@Test
	void drainDeliversAndKeepsWriterOpen() {
		try (RecordWriter writer = writer(this.options.toBuilder().linger(Duration.ofMinutes(5)).build())) {
			CompletableFuture<RecordResult> first = writer.append("orders", order(1));
			writer.drain();
			assertThat(first).isCompleted();
			writer.drain();
			CompletableFuture<RecordResult> second = writer.append("orders", order(2));
			assertThat(second).isNotDone();
			writer.drain();
			assertThat(second).isCompleted();
			assertStats(writer.stats(), 2, 2, 0, 0);
		}
	}

	@Test
	void drainHandsBackAndMakesRoomAfterTimeout() {
		hold();
		RecordWriter writer = writer(
				this.options.toBuilder().capacity(1, 10_000).drainTimeout(Duration.ofMillis(50)).build());
		CompletableFuture<RecordResult> first = writer.append("orders", order(1));
		CompletableFuture<RecordResult> waiting = writer.reactive().append("orders", order(2)).toFuture();
		writer.drain();
		assertThat(failure(first)).isInstanceOf(WriterClosedException.class);
		this.release.countDown();
		assertThat(waiting.join().accepted()).isTrue();
		assertStats(writer.stats(), 2, 1, 0, 1);
		writer.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void fillsBatchesAgainAfterDrainTimeout(boolean append) {
		this.emulator.faults().on(EndpointClass.BATCH_WRITE).times(4).inject(Fault.stall());
		RecordWriter writer = writer(this.options.toBuilder()
			.batchSize(100, 100_000)
			.linger(Duration.ofMinutes(5))
			.drainTimeout(Duration.ofMillis(50))
			.build());
		List<CompletableFuture<RecordResult>> first = write(writer, append, 500);
		writer.drain();
		assertThat(first).allMatch(CompletableFuture::isCompletedExceptionally);
		this.emulator.reset();
		List<CompletableFuture<RecordResult>> second = write(writer, append, 500);
		second.forEach(CompletableFuture::join);
		assertThat(writer.stats().batches()).isEqualTo(5);
		assertStats(writer.stats(), 1_000, 500, 0, 500);
		writer.close();
	}

	private static List<CompletableFuture<RecordResult>> write(RecordWriter writer, boolean append, int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> append ? writer.append("orders", order(i)) : writer.upsert("orders", order(i), "order_id"))
			.toList();
	}

	@Test
	void failsOnlyUnresolvedRecordsIfDivisionFails() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.status(413));
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.skip(1)
			.inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		RecordWriter writer = writer(this.options.toBuilder().linger(Duration.ofMinutes(5)).build());
		List<CompletableFuture<RecordResult>> results = IntStream.range(0, 10)
			.mapToObj((i) -> writer.append("orders", order(i)))
			.toList();
		writer.close();
		assertThat(results.subList(0, 5)).allSatisfy((result) -> assertThat(result.join().accepted()).isTrue());
		assertThat(results.subList(5, 10))
			.allSatisfy((result) -> assertThat(failure(result)).isInstanceOf(ForbiddenException.class));
		assertThat(this.undelivered).singleElement().satisfies((records) -> assertThat(records.records()).hasSize(5));
		assertStats(writer.stats(), 10, 5, 0, 5);
	}

	@Test
	void continuationCanBlock() {
		try (RecordWriter writer = writer(this.options)) {
			long count = writer.append("orders", order(1))
				.thenApply((outcome) -> this.client.records().append("orders", order(2)).acceptedRecords())
				.join();
			assertThat(count).isEqualTo(1);
		}
	}

	@Test
	void survivesOutageWithoutLossOrDuplicates() {
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.random(11, 0.3, Fault.drop().afterCommit(), Fault.status(503), Fault.reset());
		RecordWriter writer = writer(this.options.toBuilder()
			.linger(Duration.ZERO)
			.batchSize(20, 100_000)
			.retryTimeout(Duration.ofMinutes(1))
			.build());
		IntStream.range(0, 1_000).parallel().forEach((i) -> writer.append("orders", order(i)));
		writer.close();
		assertStats(writer.stats(), 1_000, 1_000, 0, 0);
		assertThat(this.emulator.records("orders")).extracting((order) -> order.get("order_id"))
			.hasSize(1_000)
			.doesNotHaveDuplicates();
	}

	private RecordWriter writer(WriterOptions options) {
		return this.client.records().writer(options);
	}

	// Delays the responses of the emulator.
	private void hold() {
		this.emulator.wireMock().addMockServiceRequestListener((request, response) -> {
			if (request.getUrl().endsWith("-batch")) {
				await(this.release);
			}
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Throwable failure(CompletableFuture<RecordResult> result) {
		try {
			result.join();
		}
		catch (CompletionException ex) {
			return ex.getCause();
		}
		throw new AssertionError("The record was accepted");
	}

	private static void assertStats(WriterStats stats, long enqueued, long accepted, long rejected, long handedBack) {
		assertThat(stats.enqueued()).isEqualTo(enqueued);
		assertThat(stats.accepted()).isEqualTo(accepted);
		assertThat(stats.rejected()).isEqualTo(rejected);
		assertThat(stats.handedBack()).isEqualTo(handedBack);
		assertThat(stats.waiting()).isZero();
		assertThat(stats.waitingBytes()).isZero();
		assertThat(stats.oldest()).isZero();
	}

	private static Map<String, Object> order(int i) {
		return Map.of("order_id", "o-" + i);
	}

	private static Map<String, Object> large(int i) {
		return Map.of("order_id", "o-" + i, "customer_id", "x".repeat(1_500));
	}

	private static Map<String, Object> person(String name) {
		Map<String, Object> person = new HashMap<>();
		person.put("email", name + "@example.com");
		return person;
	}

}
