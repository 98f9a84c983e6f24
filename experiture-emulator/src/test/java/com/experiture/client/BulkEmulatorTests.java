package com.experiture.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import com.experiture.client.ScriptedApi.Response;
import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkProgress;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.bulk.RejectedRecords;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.JobTimeoutException;
import com.experiture.client.error.ServerErrorException;
import com.experiture.client.error.ValidationException;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for bulk writes, from the source to the records that the emulator has stored.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BulkEmulatorTests {

	private static final BulkOptions SMALL = BulkOptions.builder()
		.batchSize(10, 100_000)
		.jobPolling(PollOptions.builder()
			.timeout(Duration.ofMinutes(1))
			.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
			.build())
		.build();

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private ExperitureClient client;

	private RecordsClient records;

	@BeforeEach
	void createClient() {
		this.client = Clients.of(this.emulator).build();
		this.records = this.client.records();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@ParameterizedTest
	@EnumSource
	void handlesEveryFormOfBatchResponse(BatchResponseMode reading) {
		this.emulator.settings().batchResponseMode(reading);
		BulkReport report = this.records.appendAll("orders", orders(0, 105), SMALL);
		assertThat(report.read()).isEqualTo(105);
		assertThat(report.accepted()).isEqualTo(105);
		assertThat(report.rejections()).isEmpty();
		assertThat(report.unresolved()).isEmpty();
		assertThat(report.batches()).isEqualTo(11);
		assertThat(report.resumeAt()).isEqualTo(105);
		assertThat(stored()).hasSize(105).doesNotHaveDuplicates();
	}

	@Test
	void readsEveryKindOfSource() {
		List<Map<String, Object>> some = IntStream.range(0, 25).mapToObj(BulkEmulatorTests::order).toList();
		AtomicBoolean closed = new AtomicBoolean();
		Stream<Map<String, Object>> stream = some.stream().onClose(() -> closed.set(true));
		for (RecordSource source : List.of(RecordSource.of(some), RecordSource.of(some.iterator()),
				RecordSource.of(stream), RecordSource.of(Flux.fromIterable(some)))) {
			assertThat(this.records.appendAll("orders", source, SMALL).accepted()).isEqualTo(25);
		}
		assertThat(closed).isTrue();
		assertThat(this.emulator.count("orders")).isEqualTo(100);
		assertThat(this.client.reactive()
			.records()
			.appendAll("orders", RecordSource.of(some), SMALL)
			.map(BulkReport::accepted)
			.block()).isEqualTo(25);
	}

	@Test
	void makesNoCallForEmptySource() {
		BulkReport report = this.records.appendAll("orders", RecordSource.of(List.of()), SMALL);
		assertThat(report.read()).isZero();
		assertThat(report.resumeAt()).isZero();
		assertThat(this.emulator.requestCount()).isZero();
		assertThat(this.emulator.tokenRequests()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void writesOtherRecordsIfSomeAreRejected(BatchResponseMode reading) {
		for (boolean partial : new boolean[] { true, false }) {
			this.emulator.reset();
			this.emulator.settings().batchResponseMode(reading).partialBatches(partial);
			List<Map<String, Object>> some = new ArrayList<>(
					IntStream.range(0, 40).mapToObj(BulkEmulatorTests::order).toList());
			for (int bad : new int[] { 0, 7, 9, 10, 39 }) {
				some.set(bad, Map.of("no_such_field", 1));
			}
			BulkReport report = this.records.appendAll("orders", RecordSource.of(some), SMALL);
			assertThat(report.accepted()).isEqualTo(35);
			assertThat(report.rejected()).isEqualTo(5);
			assertThat(stored()).hasSize(35).doesNotHaveDuplicates();
			if (reading != BatchResponseMode.RECEIPT || !partial) {
				assertThat(report.rejections()).extracting(RejectedRecords::position)
					.containsExactlyInAnyOrder(0L, 7L, 9L, 10L, 39L);
				assertThat(report.rejections()).allSatisfy((rejected) -> {
					assertThat(rejected.code()).isEqualTo("CDP_ETL.VALIDATION.REQUEST_SCHEMA");
					assertThat(rejected.path()).isEqualTo("no_such_field");
				});
			}
			else {
				assertThat(report.rejections()).extracting(RejectedRecords::count)
					.containsExactlyInAnyOrder(3L, 1L, 1L);
			}
		}
	}

	@Test
	void completesRunIfAllRecordsAreRejected() {
		BulkReport report = this.records.upsertAll("profiles",
				RecordSource.of(IntStream.range(0, 100).mapToObj((i) -> Map.of("email", "no address " + i))), "email",
				SMALL.toBuilder().batchSize(100, 1_000_000).build());
		assertThat(report.accepted()).isZero();
		assertThat(report.rejections()).extracting(RejectedRecords::position).doesNotHaveDuplicates().hasSize(100);
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_UPSERT_BATCH)).isLessThan(120);
	}

	@Test
	void findsRejectedRecordByHalvesIfApiDoesNotNameIt() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.status(413));
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.status(400));
		BulkReport report = this.records.appendAll("orders", orders(0, 10), SMALL);
		assertThat(report.accepted()).isEqualTo(10);
		assertThat(stored()).hasSize(10).doesNotHaveDuplicates();
	}

	@Test
	void reportsUnsendableRecordsWithPosition() {
		List<Object> some = new ArrayList<>(List.of(person("a"), person("b")));
		some.add(2, null);
		some.add(3, Map.of("first_name", "Without a match key"));
		some.add(4, Map.of("email", "c@example.com", "city", "x".repeat(200_000)));
		some.add(5, Map.of("email", "c@example.com", "last_seen_at", "2026-01-01T00:00:00"));
		some.add(6, new Object());
		BulkReport report = this.records.upsertAll("profiles", RecordSource.of(some), "email", SMALL);
		assertThat(report.accepted()).isEqualTo(2);
		assertThat(report.rejections()).extracting(RejectedRecords::position).containsExactly(2L, 3L, 4L, 5L, 6L);
		assertThat(report.rejections()).extracting(RejectedRecords::path)
			.containsExactly(null, "email", null, "last_seen_at", null);
		assertThat(report.rejections().get(1).reason()).contains("match key");
		assertThat(report.rejections().get(2).reason()).contains("does not fit");
		assertThat(this.emulator.count("profiles")).isEqualTo(2);
	}

	@Test
	void endsBatchesAtTheirByteLimit() {
		BulkReport report = this.records.appendAll("orders", orders(0, 100),
				SMALL.toBuilder().batchSize(10_000, 1_000).build());
		assertThat(report.accepted()).isEqualTo(100);
		assertThat(this.emulator.requests(Endpoint.RECORDS_APPEND_BATCH)).hasSizeGreaterThan(2)
			.allSatisfy((request) -> assertThat(request.body()).hasSizeLessThanOrEqualTo(1_000));
	}

	@Test
	void limitsBatchesInFlightAndDoesNotReadSourceAhead() throws InterruptedException {
		AtomicLong taken = new AtomicLong();
		CountDownLatch held = new CountDownLatch(3);
		CountDownLatch release = new CountDownLatch(1);
		this.emulator.wireMock().addMockServiceRequestListener((request, response) -> {
			if (request.getUrl().endsWith("append-batch")) {
				held.countDown();
				await(release);
			}
		});
		Disposable run = this.client.reactive()
			.records()
			.appendAll("orders", RecordSource.of(Stream.iterate(0, (i) -> i + 1).map((i) -> {
				taken.incrementAndGet();
				return order(i);
			})), SMALL.toBuilder().concurrency(3).build())
			.subscribe();
		assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
		run.dispose();
		release.countDown();
		// Three in flight, one encoded ahead, one in the buffer.
		assertThat(taken.get()).isBetween(30L, 50L);
	}

	@Test
	void reportsProgress() {
		List<BulkProgress> progress = new ArrayList<>();
		this.records.appendAll("orders", orders(0, 95), SMALL.toBuilder().onProgress(progress::add).build());
		assertThat(progress).hasSize(11);
		assertThat(progress).filteredOn(BulkProgress::ended).containsExactly(progress.get(10));
		assertThat(progress).extracting(BulkProgress::total).containsOnly((Long) null);
		assertThat(progress).extracting(BulkProgress::accepted).isSorted();
		assertThat(progress.get(9).accepted()).isEqualTo(95);
		assertThat(progress.get(9).read()).isEqualTo(95);
		assertThat(progress.get(9).sent()).isEqualTo(95);
		assertThat(progress.get(9).bytes()).isPositive();
		assertThat(progress.get(9).resumeAt()).isEqualTo(95);
		assertThat(progress.get(9).recordsPerSecond()).isPositive();
	}

	@Test
	void reportsTotalAndRemainingTimeIfSizeOfSourceIsKnown() {
		List<BulkProgress> progress = new ArrayList<>();
		List<Map<String, Object>> some = IntStream.range(0, 95).mapToObj(BulkEmulatorTests::order).toList();
		this.records.appendAll("orders", RecordSource.of(some),
				SMALL.toBuilder().startAt(5).onProgress(progress::add).build());
		this.records.appendAll("orders", orders(0, 90).size(90), SMALL.toBuilder().onProgress(progress::add).build());
		assertThat(progress).extracting(BulkProgress::total).containsOnly(90L);
		assertThat(progress)
			.allSatisfy((state) -> assertThat(state.remaining()).isNotNull().isGreaterThanOrEqualTo(Duration.ZERO));
		assertThat(progress.get(progress.size() - 1).remaining()).isZero();
	}

	@Test
	void continuesIfProgressListenerFails() {
		BulkReport report = this.records.appendAll("orders", orders(0, 25), SMALL.toBuilder().onProgress((progress) -> {
			throw new IllegalStateException("listener");
		}).build());
		assertThat(report.accepted()).isEqualTo(25);
	}

	@Test
	void sendsRecordsThatWereReadBeforeSourceFailed() {
		IllegalStateException failure = new IllegalStateException("cursor closed");
		Iterator<Map<String, Object>> broken = new Iterator<>() {

			private int next;

			@Override
			public boolean hasNext() {
				return true;
			}

			@Override
			public Map<String, Object> next() {
				if (this.next == 33) {
					throw failure;
				}
				return order(this.next++);
			}

		};
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.records.appendAll("orders", RecordSource.of(broken), SMALL))
			.withCause(failure)
			.withMessageContaining("its source failed at position 33")
			.satisfies((stopped) -> {
				assertThat(stopped.report().read()).isEqualTo(33);
				assertThat(stopped.report().accepted()).isEqualTo(33);
				assertThat(stopped.report().resumeAt()).isEqualTo(33);
			});
		assertThat(this.emulator.count("orders")).isEqualTo(33);
	}

	@Test
	void resumesStoppedRunWithoutWritingTwice() {
		BulkOptions run = SMALL.toBuilder().runId("orders-2026-11-24").retryTimeout(Duration.ZERO).build();
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).skip(4).inject(Fault.status(500).afterCommit());
		BulkWriteException stopped = catchStop(() -> this.records.appendAll("orders", orders(0, 200), run));
		BulkReport first = stopped.report();
		assertThat(stopped).hasCauseInstanceOf(ServerErrorException.class);
		assertThat(first.unresolved()).isNotEmpty();
		assertThat(first.accepted() + first.rejected()
				+ first.unresolved().stream().mapToLong((range) -> range.count()).sum())
			.isEqualTo(first.read());
		assertThat(first.resumeAt()).isLessThan(first.read());
		this.emulator.faults().clear();
		BulkReport second = this.records.appendAll("orders", orders(0, 200),
				run.toBuilder().startAt(first.resumeAt()).build());
		assertThat(second.accepted()).isEqualTo(200 - first.resumeAt());
		assertThat(stored()).hasSize(200).doesNotHaveDuplicates();
		this.records.appendAll("orders", orders(0, 200), run);
		assertThat(stored()).hasSize(200).doesNotHaveDuplicates();
	}

	@Test
	void usesOtherKeysForOtherRunId() {
		this.records.appendAll("orders", orders(0, 5), SMALL.toBuilder().runId("one").build());
		this.records.appendAll("orders", orders(0, 5), SMALL.toBuilder().runId("two").build());
		this.records.appendAll("orders", orders(0, 5), SMALL);
		this.records.appendAll("orders", orders(0, 5), SMALL);
		assertThat(this.emulator.count("orders")).isEqualTo(20);
	}

	@Test
	void retriesWithSameKeysDuringOutage() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(5).inject(Fault.drop().afterCommit());
		BulkReport report = this.records.appendAll("orders", orders(0, 10), SMALL);
		assertThat(report.accepted()).isEqualTo(10);
		assertThat(stored()).hasSize(10);
		assertThat(this.emulator.requests(Endpoint.RECORDS_APPEND_BATCH))
			.extracting((request) -> request.header("Idempotency-Key"))
			.hasSizeGreaterThan(3)
			.containsOnly(this.emulator.requests(Endpoint.RECORDS_APPEND_BATCH).get(0).header("Idempotency-Key"));
	}

	@Test
	void stopsRunOnPermanentFailure() {
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.skip(2)
			.inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		AtomicInteger taken = new AtomicInteger();
		BulkWriteException stopped = catchStop(
				() -> this.records.appendAll("orders", RecordSource.of(IntStream.range(0, 100_000).mapToObj((i) -> {
					taken.incrementAndGet();
					return order(i);
				})), SMALL.toBuilder().concurrency(1).build()));
		assertThat(stopped).hasCauseInstanceOf(ForbiddenException.class)
			.hasMessageContaining("go on at position 20")
			.hasMessageContaining(stopped.report().correlationId());
		assertThat(stopped.report().accepted()).isEqualTo(20);
		assertThat(stopped.report().resumeAt()).isEqualTo(20);
		assertThat(taken.get()).isLessThan(100);
	}

	@Test
	void doesNotDivideBatchIfRequestIsInvalid() {
		BulkWriteException stopped = catchStop(() -> this.records.upsertAll("profiles",
				RecordSource.of(IntStream.range(0, 10).mapToObj((i) -> Map.of("city", "Bonn"))), "city",
				BulkOptions.builder().batchSize(10, 10_000).build()));
		assertThat(stopped).hasCauseInstanceOf(ValidationException.class);
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_UPSERT_BATCH)).isEqualTo(1);
	}

	@Test
	void givesUpDivisionIfManyRecordsAreRejectedWithoutBeingNamed() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).inject(Fault.status(400));
		BulkWriteException stopped = catchStop(() -> this.records.appendAll("orders", orders(0, 1_000),
				SMALL.toBuilder().batchSize(1_000, 1_000_000).build()));
		assertThat(stopped).hasCauseInstanceOf(ValidationException.class);
		// Records that were rejected one by one stay rejected, the others were not sent.
		assertThat(stopped.report().rejected()).isEqualTo(100);
		assertThat(stopped.report().unresolved()).singleElement().satisfies((range) -> {
			assertThat(range.count()).isEqualTo(900);
			assertThat(range.position()).isEqualTo(100);
			assertThat(range.sent()).isFalse();
		});
		assertThat(stopped.report().resumeAt()).isZero();
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_APPEND_BATCH)).isLessThan(250);
	}

	@Test
	void writesValidRecordsBehindManyRejectedRecordsThatAreNotNamed() {
		try (ScriptedApi api = new ScriptedApi((path, body) -> isRejected(body, "bad") ? Response.refused(400, "")
				: Response.ok("{\"accepted\":true}"));
				ExperitureClient client = Clients.of(this.emulator).baseUrl(api.baseUrl()).build()) {
			Stream<Map<String, Object>> some = IntStream.range(0, 200)
				.mapToObj((i) -> (i < 60) ? Map.of("bad", "yes") : order(i));
			BulkReport report = client.records()
				.appendAll("orders", RecordSource.of(some), SMALL.toBuilder().batchSize(1_000, 1_000_000).build());
			assertThat(report.accepted()).isEqualTo(140);
			assertThat(report.rejections()).extracting(RejectedRecords::position)
				.containsExactlyElementsOf(LongStream.range(0, 60).boxed().toList());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bad", "/records/3/bad", "records[3].bad", "records.3.bad", "" })
	void findsRejectedRecordForEveryFormatOfPath(String path) {
		try (ScriptedApi api = new ScriptedApi((uri, body) -> isRejected(body, "bad")
				? Response.refused(422, (body.path("records").size() > 3) ? path : "")
				: Response.ok("{\"accepted\":true}"));
				ExperitureClient client = Clients.of(this.emulator).baseUrl(api.baseUrl()).build()) {
			Stream<Map<String, Object>> some = IntStream.range(0, 10)
				.mapToObj((i) -> (i == 3) ? Map.of("bad", "yes") : order(i));
			BulkReport report = client.records().appendAll("orders", RecordSource.of(some), SMALL);
			assertThat(report.accepted()).isEqualTo(9);
			assertThat(report.rejections()).extracting(RejectedRecords::position).containsExactly(3L);
		}
	}

	@Test
	void keepsKnownResultsIfDivisionFails() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.status(413));
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.skip(1)
			.inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		BulkWriteException stopped = catchStop(() -> this.records.appendAll("orders", orders(0, 10), SMALL));
		BulkReport report = stopped.report();
		assertThat(stopped).hasCauseInstanceOf(ForbiddenException.class);
		assertThat(report.accepted()).isEqualTo(5);
		assertThat(report.unresolved()).singleElement().satisfies((range) -> {
			assertThat(range.position()).isEqualTo(5);
			assertThat(range.lastPosition()).isEqualTo(9);
			assertThat(range.count()).isEqualTo(5);
		});
		assertThat(stored()).hasSize(5);
	}

	@Test
	void doesNotReportUnsentRecordsAsSent() {
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.times(1)
			.inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		BulkWriteException refused = catchStop(() -> this.records.appendAll("orders", orders(0, 10), SMALL));
		assertThat(refused.report().unresolved()).singleElement()
			.satisfies((range) -> assertThat(range.sent()).isFalse());
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).inject(Fault.drop().afterCommit());
		BulkWriteException lost = catchStop(() -> this.records.appendAll("orders", orders(0, 10),
				SMALL.toBuilder().retryTimeout(Duration.ZERO).build()));
		assertThat(lost.report().unresolved()).singleElement().satisfies((range) -> assertThat(range.sent()).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"accepted\":false}", "{\"success\":false}",
			"{\"results\":[{\"status\":\"error\"},{\"status\":\"Invalid\"},{\"errors\":[{\"code\":\"A\"}]},"
					+ "{\"error\":{}},{\"success\":false}]}" })
	void treatsNegativeResponseAsRejection(String data) {
		respond(Endpoint.RECORDS_APPEND_BATCH, data);
		BulkReport report = this.records.appendAll("orders", orders(0, 5), SMALL);
		assertThat(report.accepted()).isZero();
		assertThat(report.rejected()).isEqualTo(5);
	}

	@Test
	void doesNotAttributeResultsOfIncompleteListToRecords() {
		respond(Endpoint.RECORDS_APPEND_BATCH,
				"{\"results\":[{\"status\":\"rejected\"},{\"status\":\"rejected\",\"index\":4}]}");
		BulkReport report = this.records.appendAll("orders", orders(0, 5), SMALL);
		assertThat(report.accepted()).isEqualTo(3);
		assertThat(report.rejections()).extracting(RejectedRecords::position, RejectedRecords::lastPosition)
			.containsExactlyInAnyOrder(tuple(4L, 4L), tuple(0L, 4L));
	}

	@Test
	void writesNothingTwiceIfRunIsRepeatedAfterSourceFailed() {
		BulkOptions run = SMALL.toBuilder().runId("orders-2026-11-25").build();
		Stream<Map<String, Object>> broken = IntStream.range(0, 200).mapToObj((i) -> {
			if (i == 33) {
				throw new IllegalStateException("cursor closed");
			}
			return order(i);
		});
		BulkReport first = catchStop(() -> this.records.appendAll("orders", RecordSource.of(broken), run)).report();
		assertThat(first.accepted()).isEqualTo(30);
		assertThat(first.resumeAt()).isEqualTo(30);
		assertThat(first.unresolved()).singleElement().satisfies((range) -> {
			assertThat(range.position()).isEqualTo(30);
			assertThat(range.count()).isEqualTo(3);
			assertThat(range.sent()).isFalse();
		});
		this.records.appendAll("orders", orders(0, 200), run.toBuilder().startAt(first.resumeAt()).build());
		this.records.appendAll("orders", orders(0, 200), run);
		assertThat(stored()).hasSize(200).doesNotHaveDuplicates();
	}

	@Test
	void sendsRecordsThatWerePublishedBeforePublisherFailed() {
		IllegalStateException failure = new IllegalStateException("topic closed");
		Flux<Map<String, Object>> broken = Flux.range(0, 100)
			.map(BulkEmulatorTests::order)
			.concatWith(Flux.error(failure));
		BulkWriteException stopped = catchStop(() -> this.records.appendAll("orders", RecordSource.of(broken), SMALL));
		assertThat(stopped).hasCause(failure).hasMessageContaining("its source failed at position 100");
		assertThat(stopped.report().accepted()).isEqualTo(100);
		assertThat(stored()).hasSize(100).doesNotHaveDuplicates();
	}

	@Test
	void reportsOriginalFailureOfPublisher() {
		Flux<Object> broken = Flux.error(new IOException("disk"));
		BulkWriteException stopped = catchStop(() -> this.records.appendAll("orders", RecordSource.of(broken), SMALL));
		assertThat(stopped).hasCauseInstanceOf(IOException.class).hasMessageContaining("with IOException");
	}

	@Test
	void stopsRunIfOpeningSourceThrowsError() {
		NoClassDefFoundError error = new NoClassDefFoundError("com/example/Missing");
		Iterable<Object> broken = () -> {
			throw error;
		};
		BulkWriteException stopped = catchStop(() -> this.client.reactive()
			.records()
			.appendAll("orders", RecordSource.of(broken), SMALL)
			.block(Duration.ofSeconds(20)));
		assertThat(stopped).hasCause(error);
		assertThat(stopped.report().read()).isZero();
	}

	@Test
	void readsSourceOnThreadOfBlockingCaller() {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		Stream<Map<String, Object>> source = IntStream.range(0, 100).mapToObj((i) -> {
			threads.add(Thread.currentThread());
			return order(i);
		}).onClose(() -> threads.add(Thread.currentThread()));
		assertThat(this.records.appendAll("orders", RecordSource.of(source), SMALL).accepted()).isEqualTo(100);
		assertThat(threads).containsExactly(Thread.currentThread());
	}

	@Test
	void completesBlockingWritesOnAllThreads() {
		Long accepted = Flux.range(0, 60)
			.flatMap((i) -> Mono
				.fromCallable(() -> this.records.appendAll("orders", orders(10 * i, 10 * i + 10), SMALL).accepted())
				.subscribeOn(Schedulers.boundedElastic()), 60)
			.reduce(0L, Long::sum)
			.block(Duration.ofSeconds(50));
		assertThat(accepted).isEqualTo(600);
	}

	@Test
	void stopsRunAndClosesSourceIfCallerIsInterrupted() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		CountDownLatch reached = new CountDownLatch(3);
		Stream<Map<String, Object>> endless = Stream.iterate(0, (i) -> i + 1)
			.map(BulkEmulatorTests::order)
			.onClose(closed::countDown);
		FutureTask<BulkReport> run = new FutureTask<>(() -> this.records.appendAll("orders", RecordSource.of(endless),
				SMALL.toBuilder().onProgress((progress) -> reached.countDown()).build()));
		Thread caller = new Thread(run);
		caller.start();
		assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
		caller.interrupt();
		assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> run.get(30, TimeUnit.SECONDS))
			.withMessageContaining("Interrupted");
	}

	@Test
	void stopsRunIfTooManyRecordsAreRejected() {
		BulkWriteException stopped = catchStop(() -> this.records.upsertAll("profiles",
				RecordSource.of(Stream.generate(() -> Map.of("first_name", "Jane"))), "email",
				SMALL.toBuilder().maxRejected(50).build()));
		assertThat(stopped).hasMessageContaining("more than 50 records were rejected").hasNoCause();
		assertThat(stopped.report().rejected()).isEqualTo(51);
		assertThat(stopped.report().rejections()).hasSize(51);
	}

	@Test
	void reportsIdOfJobThatNeverEnds() {
		this.emulator.settings().unknownEnumValues(true);
		BulkWriteException stopped = catchStop(() -> this.records.appendAll("orders", orders(0, 10),
				SMALL.toBuilder()
					.jobPolling(PollOptions.builder()
						.timeout(Duration.ofMillis(50))
						.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
						.build())
					.build()));
		assertThat(stopped).hasCauseInstanceOf(JobTimeoutException.class);
		assertThat(stopped.report().unresolved()).singleElement().satisfies((range) -> {
			assertThat(range.jobId()).startsWith("job_");
			assertThat(range.sent()).isTrue();
			assertThat(range.position()).isZero();
			assertThat(range.lastPosition()).isEqualTo(9);
		});
		this.emulator.settings().unknownEnumValues(false);
		String jobId = stopped.report().unresolved().get(0).jobId();
		assertThat(this.records.awaitJob("orders", jobId, PollOptions.builder().timeout(Duration.ofMinutes(1)).build())
			.acceptedRecords()).isEqualTo(10);
	}

	@Test
	void countsOnlyReportedRecordsOfFailedJobAsAccepted() {
		this.emulator.settings().batchResponseMode(BatchResponseMode.JOB);
		for (String counts : new String[] { "\"acceptedRecords\":4,\"rejectedRecords\":0", "\"acceptedRecords\":4",
				"\"results\":[{\"accepted\":true},{\"accepted\":true},{\"accepted\":true},{\"accepted\":true}]" }) {
			respond(Endpoint.RECORDS_GET_JOB, "{\"jobId\":\"job_1\",\"state\":\"failed\"," + counts + "}");
			BulkReport report = this.records.appendAll("orders", orders(0, 10), SMALL);
			assertThat(report.accepted()).as(counts).isEqualTo(4);
			assertThat(report.rejections()).singleElement().satisfies((rejected) -> {
				assertThat(rejected.count()).isEqualTo(6);
				assertThat(rejected.reason()).contains("job_", "ended as failed");
			});
		}
	}

	@Test
	void doesNotAcceptRecordsMissingFromCounts() {
		respond(Endpoint.RECORDS_APPEND_BATCH, "{\"acceptedRecords\":4,\"rejectedRecords\":0}");
		BulkReport report = this.records.appendAll("orders", orders(0, 10), SMALL);
		assertThat(report.accepted()).isEqualTo(4);
		assertThat(report.rejections()).extracting(RejectedRecords::count).containsExactly(6L);
	}

	@Test
	void doesNotAttributeErrorWithoutIndexToFirstRecord() {
		respond(Endpoint.RECORDS_APPEND_BATCH, "{\"errors\":[{\"code\":\"A\"},{\"code\":\"B\",\"path\":"
				+ "\"records[7].total\"},{\"code\":\"C\",\"index\":3},{\"code\":\"D\",\"index\":99}]}");
		BulkReport report = this.records.appendAll("orders", orders(0, 10), SMALL);
		assertThat(report.accepted()).isEqualTo(6);
		assertThat(report.rejected()).isEqualTo(4);
		assertThat(report.rejections()).filteredOn((rejected) -> rejected.code() != null)
			.extracting(RejectedRecords::position)
			.containsExactlyInAnyOrder(3L, 7L);
		assertThat(report.rejections()).filteredOn((rejected) -> rejected.code() == null)
			.singleElement()
			.satisfies((rejected) -> assertThat(rejected.count()).isEqualTo(2));
	}

	@Test
	void reportsIdOfJobWhoseStateCannotBeRead() {
		this.emulator.settings().batchResponseMode(BatchResponseMode.JOB);
		this.emulator.faults().on(Endpoint.RECORDS_GET_JOB).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		BulkWriteException stopped = catchStop(() -> this.records.appendAll("orders", orders(0, 10), SMALL));
		assertThat(stopped.report().unresolved()).singleElement()
			.satisfies((range) -> assertThat(range.jobId()).startsWith("job_"));
	}

	@Test
	void sendsNoLaterBatchIfBatchFailsAfterSource() {
		CountDownLatch failed = new CountDownLatch(1);
		this.emulator.wireMock().addMockServiceRequestListener((request, response) -> {
			if (request.getUrl().endsWith("-batch")) {
				await(failed);
			}
		});
		this.emulator.faults()
			.on(Endpoint.RECORDS_UPSERT_BATCH)
			.times(1)
			.inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		Stream<Map<String, Object>> source = IntStream.range(0, 16).mapToObj((i) -> {
			if (i == 15) {
				failed.countDown();
				throw new IllegalStateException("cursor closed");
			}
			return Map.of("email", "p@example.com", "loyalty_points", i);
		});
		BulkWriteException stopped = catchStop(
				() -> this.records.upsertAll("profiles", RecordSource.of(source), "email", SMALL));
		assertThat(stopped).hasMessageContaining("its source failed at position 15");
		assertThat(stopped.report().unresolved()).hasSize(2);
		assertThat(this.emulator.count("profiles")).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void stopsRunOnErrorOfJvm(boolean inRecord) {
		NoClassDefFoundError error = new NoClassDefFoundError("com/example/Missing");
		Stream<Object> source = IntStream.range(0, 100).mapToObj((i) -> {
			if (i == 33 && !inRecord) {
				throw error;
			}
			return (i == 33) ? new FailingRecord(error) : order(i);
		});
		BulkWriteException stopped = catchStop(() -> this.client.reactive()
			.records()
			.appendAll("orders", RecordSource.of(source), SMALL)
			.block(Duration.ofSeconds(20)));
		assertThat(stopped).hasCause(error);
		assertThat(stopped.report().accepted()).isEqualTo(33);
		assertThat(stopped.report().resumeAt()).isEqualTo(33);
		assertThat(stored()).hasSize(33).doesNotHaveDuplicates();
	}

	@Test
	void countsBatchOnceIfListenerThrowsError() {
		BulkReport report = this.records.appendAll("orders", orders(0, 25), SMALL.toBuilder().onProgress((progress) -> {
			throw new AssertionError("listener");
		}).build());
		assertThat(report.accepted()).isEqualTo(25);
		assertThat(report.unresolved()).isEmpty();
	}

	@Test
	void retriesLastingConflict() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(4).inject(Fault.error(409, "CDP_ETL.CONFLICT"));
		BulkReport report = this.records.appendAll("orders", orders(0, 10), SMALL);
		assertThat(report.accepted()).isEqualTo(10);
		assertThat(stored()).hasSize(10);
	}

	@Test
	void closesStreamIfRunCannotStart() {
		AtomicBoolean closed = new AtomicBoolean();
		Stream<Object> source = Stream.of().onClose(() -> closed.set(true));
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.records.upsertAll("profiles", RecordSource.of(source), " "));
		assertThat(closed).isTrue();
	}

	@Test
	void usesOneCorrelationIdPerRun() {
		BulkReport report = this.records.with(CallOptions.builder().correlationId("nightly-7").build())
			.appendAll("orders", orders(0, 25), SMALL);
		assertThat(report.correlationId()).isEqualTo("nightly-7");
		assertThat(this.emulator.requests()).filteredOn((request) -> request.path().contains("orders"))
			.isNotEmpty()
			.allSatisfy((request) -> assertThat(request.header("x-correlation-id")).contains("nightly-7"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 3, 17 })
	void closesSourceOfCancelledRun(int afterBatches) throws InterruptedException {
		CountDownLatch closed = new CountDownLatch(1);
		CountDownLatch reached = new CountDownLatch(Math.max(1, afterBatches));
		Stream<Map<String, Object>> endless = Stream.iterate(0, (i) -> i + 1)
			.map(BulkEmulatorTests::order)
			.onClose(closed::countDown);
		Disposable run = this.client.reactive()
			.records()
			.appendAll("orders", RecordSource.of(endless),
					SMALL.toBuilder().onProgress((progress) -> reached.countDown()).build())
			.subscribe();
		if (afterBatches > 0) {
			assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
		}
		run.dispose();
		assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void readsNothingIfStartPositionIsBehindEnd() {
		BulkReport report = this.records.appendAll("orders", orders(0, 5), SMALL.toBuilder().startAt(7).build());
		assertThat(report.read()).isZero();
		assertThat(report.resumeAt()).isEqualTo(7);
		assertThat(this.emulator.requestCount()).isZero();
	}

	@Test
	void rejectsInvalidOptions() {
		assertThatIllegalArgumentException().isThrownBy(() -> BulkOptions.builder().batchSize(10_001, 1_000).build());
		assertThatIllegalArgumentException().isThrownBy(() -> BulkOptions.builder().batchSize(1, 10_000_001).build());
		assertThatIllegalArgumentException().isThrownBy(() -> BulkOptions.builder().concurrency(0).build());
		assertThatIllegalArgumentException().isThrownBy(() -> BulkOptions.builder().startAt(-1).build());
	}

	private static boolean isRejected(JsonNode body, String property) {
		return !String.join("", ScriptedApi.values(body, property)).isEmpty();
	}

	private static BulkWriteException catchStop(Runnable run) {
		try {
			run.run();
		}
		catch (BulkWriteException ex) {
			return ex;
		}
		throw new AssertionError("The run was not stopped");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void respond(Endpoint endpoint, String data) {
		this.emulator.faults()
			.on(endpoint)
			.times(1)
			.inject(Fault.body(200, "application/json", "{\"success\":true,\"data\":" + data + "}"));
	}

	private List<Object> stored() {
		return this.emulator.records("orders").stream().map((order) -> order.get("order_id")).toList();
	}

	private static RecordSource orders(int from, int to) {
		return RecordSource.of(IntStream.range(from, to).mapToObj(BulkEmulatorTests::order));
	}

	private static Map<String, Object> order(int i) {
		Map<String, Object> order = new LinkedHashMap<>();
		order.put("order_id", "o-" + i);
		order.put("customer_id", "c-" + i % 7);
		return order;
	}

	private static Map<String, Object> person(String name) {
		Map<String, Object> person = new HashMap<>();
		person.put("email", name + "@example.com");
		return person;
	}

	/**
	 * A record that throws an error when it is written.
	 *
	 * @param error the error
	 */
	record FailingRecord(Error error) {

		@Override
		public Error error() {
			throw this.error;
		}

	}

}
