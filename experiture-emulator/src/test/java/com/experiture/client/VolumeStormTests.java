package com.experiture.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.bulk.RejectedRecords;
import com.experiture.client.bulk.UnresolvedRecords;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ValidationException;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.writer.RecordRejectedException;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.UndeliveredRecords;
import com.experiture.client.writer.WriterClosedException;
import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterStats;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.emulator.FaultRule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each of many records is stored once or reported despite many faults.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class VolumeStormTests {

	private static final Fault[] STORM = { Fault.drop(), Fault.drop().afterCommit(), Fault.reset(),
			Fault.reset().afterCommit(), Fault.cutOff(), Fault.idleClose(), Fault.status(503),
			Fault.status(500).afterCommit(), Fault.error(409, "CDP_ETL.CONFLICT"), Fault.delay(Duration.ofMillis(5)) };

	private static final PollOptions<Object> SHORT = PollOptions.builder()
		.timeout(Duration.ofMinutes(1))
		.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
		.build();

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final ExperitureClient client = Clients.of(this.emulator).build();

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@ParameterizedTest
	@EnumSource
	void bulkWriteStoresEveryValidRecordOnce(BatchResponseMode reading) {
		this.emulator.settings().batchResponseMode(reading).partialBatches(reading != BatchResponseMode.RECEIPT);
		FaultRule storm = storm(reading.ordinal());
		List<Long> bad = Stream.iterate(17L, (i) -> i + 37).takeWhile((i) -> i < 2_000).toList();
		List<Map<String, Object>> source = IntStream.range(0, 2_000)
			.mapToObj((i) -> bad.contains((long) i) ? Map.<String, Object>of("no_such_field", i) : order(i))
			.toList();
		BulkOptions options = BulkOptions.builder().batchSize(50, 100_000).jobPolling(SHORT).runId("storm").build();
		BulkReport report = null;
		Set<Long> rejected = new TreeSet<>();
		long position = 0;
		for (int run = 1; report == null && run <= 40; run++) {
			try {
				report = this.client.records().appendAll("orders", RecordSource.of(source), options);
				rejected.addAll(report.rejections().stream().map(RejectedRecords::position).toList());
			}
			catch (BulkWriteException ex) {
				// Only an API that rejects a whole batch for one record can leave it open
				// whether an earlier attempt has written records.
				assertThat(reading).isEqualTo(BatchResponseMode.RECEIPT);
				assertThat(ex).cause()
					.isInstanceOfSatisfying(ValidationException.class,
							(refusal) -> assertThat(refusal.effect()).isEqualTo(Effect.POSSIBLE));
				rejected.addAll(ex.report().rejections().stream().map(RejectedRecords::position).toList());
				position = ex.report().resumeAt();
				options = options.toBuilder().startAt(position).build();
			}
		}
		assertThat(storm.count()).isPositive();
		assertThat(report).isNotNull();
		assertThat(report.unresolved()).isEmpty();
		assertThat(report.read()).isEqualTo(2_000 - position);
		assertThat(report.accepted()).isEqualTo(report.read() - report.rejected());
		assertThat(rejected).containsExactlyElementsOf(bad);
		assertThat(stored()).hasSize(2_000 - bad.size()).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void resumedRunsStoreEveryRecordOnce(int seed) {
		FaultRule storm = storm(seed);
		BulkOptions options = BulkOptions.builder()
			.batchSize(20, 100_000)
			.jobPolling(SHORT)
			.retryTimeout(Duration.ZERO)
			.runId("storm-" + seed)
			.build();
		long position = 0;
		boolean complete = false;
		for (int run = 0; run < 200 && !complete; run++) {
			BulkReport report;
			try {
				report = this.client.records()
					.appendAll("orders", orders(1_000), options.toBuilder().startAt(position).build());
				complete = true;
			}
			catch (BulkWriteException ex) {
				report = ex.report();
			}
			assertThat(report.accepted() + report.rejected()
					+ report.unresolved().stream().mapToLong(UnresolvedRecords::count).sum())
				.isEqualTo(report.read());
			assertThat(report.rejected()).isZero();
			assertThat(report.resumeAt()).isGreaterThanOrEqualTo(position);
			position = report.resumeAt();
		}
		assertThat(complete).isTrue();
		assertThat(storm.count()).isPositive();
		assertThat(stored()).hasSize(1_000).doesNotHaveDuplicates();
	}

	@Test
	void statisticsOfWriterAreConsistent() throws Exception {
		storm(5);
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.random(6, 0.1, Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"), Fault.error(400, "CDP_ETL.VALIDATION"));
		List<UndeliveredRecords> undelivered = Collections.synchronizedList(new ArrayList<>());
		RecordWriter writer = this.client.records()
			.writer(WriterOptions.builder()
				.linger(Duration.ofMillis(1))
				.batchSize(20, 100_000)
				.capacity(200, 1_000_000)
				.retryTimeout(Duration.ZERO)
				.jobPolling(SHORT)
				.onUndelivered(undelivered::add)
				.build());
		List<CompletableFuture<RecordResult>> results = Collections.synchronizedList(new ArrayList<>());
		ExecutorService callers = Executors.newFixedThreadPool(4);
		try {
			CountDownLatch half = new CountDownLatch(1_000);
			for (int caller = 0; caller < 4; caller++) {
				int from = caller * 500;
				callers.submit(() -> IntStream.range(from, from + 500).forEach((i) -> {
					results.add(writer.append("orders", (i % 50 == 7) ? Map.of("no_such_field", i) : order(i)));
					half.countDown();
				}));
			}
			assertThat(half.await(1, TimeUnit.MINUTES)).isTrue();
			// Other threads are still writing.
			writer.close();
		}
		finally {
			callers.shutdown();
		}
		assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		WriterStats stats = writer.stats();
		assertThat(stats.waiting()).isZero();
		assertThat(stats.waitingBytes()).isZero();
		assertThat(stats.enqueued()).isEqualTo(stats.accepted() + stats.rejected() + stats.handedBack());
		assertThat(undelivered.stream().mapToLong((records) -> records.records().size()).sum())
			.isEqualTo(stats.handedBack());
		long accepted = 0;
		long rejected = 0;
		long refused = 0;
		for (CompletableFuture<RecordResult> result : results) {
			Throwable failure = result.handle((outcome, cause) -> cause).get(30, TimeUnit.SECONDS);
			accepted += (failure == null) ? 1 : 0;
			rejected += (failure instanceof RecordRejectedException) ? 1 : 0;
			refused += (failure instanceof WriterClosedException) ? 1 : 0;
		}
		assertThat(results).hasSize(2_000);
		assertThat(accepted).isEqualTo(stats.accepted());
		assertThat(rejected).isEqualTo(stats.rejected());
		assertThat(refused).isGreaterThanOrEqualTo(2_000 - stats.enqueued());
		// Records that were handed back may have been stored, at most once.
		assertThat(stored()).doesNotHaveDuplicates()
			.hasSizeBetween((int) accepted, (int) (accepted + stats.handedBack()));
	}

	private FaultRule storm(long seed) {
		return this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH, Endpoint.RECORDS_GET_JOB)
			.random(seed, 0.2, STORM);
	}

	private List<Object> stored() {
		return this.emulator.records("orders").stream().map((order) -> order.get("order_id")).toList();
	}

	private static RecordSource orders(int count) {
		return RecordSource.of(IntStream.range(0, count).mapToObj(VolumeStormTests::order));
	}

	private static Map<String, Object> order(int i) {
		Map<String, Object> order = new LinkedHashMap<>();
		order.put("order_id", "o-" + i);
		order.put("customer_id", "c-" + i % 7);
		return order;
	}

}
