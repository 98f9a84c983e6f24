package com.experiture.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Hooks;

import com.experiture.client.ScriptedApi.Response;
import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.Effect;
import com.experiture.client.error.IdempotencyKeyReusedException;
import com.experiture.client.error.ValidationException;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.UndeliveredRecords;
import com.experiture.client.writer.WriterOptions;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that batches whose effect is not known are neither divided nor sent with another
 * key.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class UncertainWritesTests {

	private static final BulkOptions SMALL = BulkOptions.builder()
		.batchSize(10, 100_000)
		.retryTimeout(Duration.ZERO)
		.build();

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private ExperitureClient client;

	@BeforeEach
	void createClient() {
		this.client = Clients.of(this.emulator).build();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 413, 422 })
	void doesNotDivideBatchThatIsRejectedAfterLostResponse(int status) {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.drop().afterCommit());
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.status(status));
		BulkWriteException stopped = stopped(SMALL, 10);
		assertThat(this.emulator.count("orders")).isEqualTo(10);
		assertThat(keys()).hasSize(1);
		assertThat(stopped).hasCauseInstanceOf(ValidationException.class)
			.hasMessageContaining("Look whether the records 0 to 9 are there");
		assertThat(stopped.effect()).isEqualTo(Effect.POSSIBLE);
		BulkReport report = stopped.report();
		assertThat(report.accepted()).isZero();
		assertThat(report.unresolved()).singleElement().satisfies((range) -> {
			assertThat(range.count()).isEqualTo(10);
			assertThat(range.sent()).isTrue();
		});
	}

	@Test
	void doesNotDivideBatchIfResponseOfEarlierCallWasLost() {
		// The retries of one call are used up, and those of the run continue.
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(4).inject(Fault.drop().afterCommit());
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.status(400));
		BulkWriteException stopped = stopped(SMALL.toBuilder().retryTimeout(Duration.ofSeconds(30)).build(), 10);
		assertThat(this.emulator.count("orders")).isEqualTo(10);
		assertThat(keys()).hasSize(1);
		assertThat(stopped.report().unresolved()).singleElement()
			.satisfies((range) -> assertThat(range.sent()).isTrue());
	}

	@Test
	void doesNotDividePartThatIsRejectedAfterLostResponse() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.status(400));
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.drop().afterCommit());
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.status(400));
		BulkWriteException stopped = stopped(SMALL, 10);
		assertThat(this.emulator.count("orders")).isEqualTo(5);
		assertThat(stopped.report().unresolved()).hasSize(2);
		assertThat(stopped.report().unresolved().get(0).sent()).isTrue();
		assertThat(stopped.report().unresolved().get(1).sent()).isFalse();
	}

	@Test
	void stopsRunIfRunIdWasUsedForOtherRecords() {
		BulkOptions run = SMALL.toBuilder().runId("orders-2026-11-27").build();
		this.client.records().appendAll("orders", orders(0, 20), run);
		BulkWriteException stopped = catchThrowableOfType(BulkWriteException.class,
				() -> this.client.records().appendAll("orders", orders(100, 20), run));
		assertThat(this.emulator.count("orders")).isEqualTo(20);
		assertThat(stopped).hasCauseInstanceOf(IdempotencyKeyReusedException.class)
			.hasMessageContaining("another run id");
		assertThat(stopped.effect()).isEqualTo(Effect.NONE);
		assertThat(stopped.report().accepted()).isZero();
		assertThat(stopped.report().rejected()).isZero();
		assertThat(stopped.report().unresolved()).allSatisfy((range) -> assertThat(range.sent()).isFalse());
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"code\":\"CDP_ETL.VALIDATION.REQUEST_INVALID\",\"message\":\"Idempotency-Key was used with another payload\"}",
			"{\"code\":\"CDP_ETL.VALIDATION.IDEMPOTENCY_KEY_REUSED\",\"message\":\"no\"}",
			"{\"code\":\"X\",\"message\":\"no\",\"details\":{\"path\":\"headers.idempotency-key\"}}",
			"{\"code\":\"CDP_ETL.VALIDATION.REQUEST_INVALID\",\"message\":\"differ\",\"details\":{\"path\":\"records\"}}",
			"{\"code\":\"CDP_ETL.VALIDATION.REQUEST_SCHEMA\",\"message\":\"The payload differs\"}",
			"{\"code\":\"X\",\"message\":\"no\",\"details\":{\"path\":\"$\"}}",
			"{\"code\":\"X\",\"message\":\"no\",\"remediation\":\"Use another Idempotency-Key\"}",
			"{\"code\":\"X\",\"message\":\"no\"}", "{}" })
	void usesNoOtherKeysIfErrorMayConcernKeyOfRun(String error) {
		for (int status : new int[] { 400, 409, 422, 200 }) {
			AtomicInteger requests = new AtomicInteger();
			try (ScriptedApi api = new ScriptedApi((path, body) -> {
				requests.incrementAndGet();
				return new Response(status, "{\"success\":false,\"error\":" + error + "}");
			}); ExperitureClient scripted = Clients.of(this.emulator).baseUrl(api.baseUrl()).build()) {
				for (CallOptions options : List.of(CallOptions.none(),
						CallOptions.builder().idempotencyKey(IdempotencyKey.of("run", 1)).build())) {
					requests.set(0);
					BulkOptions run = (options.idempotencyKey() != null) ? SMALL
							: SMALL.toBuilder().runId("run").build();
					assertThatExceptionOfType(BulkWriteException.class)
						.isThrownBy(() -> scripted.records().with(options).appendAll("orders", orders(0, 10), run));
					// Conflicts can be transient and are retried with the same key.
					assertThat(requests.get()).isLessThanOrEqualTo((status == 409) ? 3 : 1);
				}
			}
		}
	}

	@Test
	void findsNamedRecordInRunWithRunId() {
		Map<String, Object> bad = Map.of("no_such_field", 1);
		BulkReport report = this.client.records()
			.appendAll("orders", RecordSource.of(IntStream.range(0, 10).mapToObj((i) -> (i == 4) ? bad : order(i))),
					SMALL.toBuilder().runId("run").build());
		assertThat(report.accepted()).isEqualTo(9);
		assertThat(report.rejections()).singleElement()
			.satisfies((rejected) -> assertThat(rejected.position()).isEqualTo(4));
	}

	@Test
	void reportsUnsentRecordsAsUnsentWithDebugHook() {
		Hooks.onOperatorDebug();
		try {
			this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
			assertThat(stopped(SMALL, 10).report().unresolved()).singleElement()
				.satisfies((range) -> assertThat(range.sent()).isFalse());
		}
		finally {
			Hooks.resetOnOperatorDebug();
		}
	}

	@Test
	void reportsRecordsOfJobAsSent() {
		this.emulator.settings().batchResponseMode(BatchResponseMode.JOB);
		this.emulator.faults().on(Endpoint.RECORDS_GET_JOB).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		List<UndeliveredRecords> undelivered = Collections.synchronizedList(new ArrayList<>());
		try (RecordWriter writer = this.client.records()
			.writer(WriterOptions.builder().retryTimeout(Duration.ZERO).onUndelivered(undelivered::add).build())) {
			writer.append("orders", order(1));
			writer.drain();
		}
		assertThat(undelivered).singleElement().satisfies((records) -> assertThat(records.sent()).isTrue());
		undelivered.clear();
		this.emulator.faults().clear();
		this.emulator.settings().unknownEnumValues(true);
		try (RecordWriter writer = this.client.records()
			.writer(WriterOptions.builder()
				.jobPolling(PollOptions.builder()
					.timeout(Duration.ofMillis(20))
					.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
					.build())
				.onUndelivered(undelivered::add)
				.build())) {
			writer.append("orders", order(2));
			writer.drain();
		}
		assertThat(undelivered).singleElement().satisfies((records) -> assertThat(records.sent()).isTrue());
	}

	@Test
	void reportsWaitingRecordsAsUnsentWhenGivenUp() throws InterruptedException {
		CountDownLatch paused = new CountDownLatch(1);
		List<UndeliveredRecords> undelivered = Collections.synchronizedList(new ArrayList<>());
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).times(1).inject(Fault.rateLimit("60"));
		try (ExperitureClient listening = Clients.of(this.emulator).listener(new ClientListener() {

			@Override
			public void paused(String endpointClass, long nanos) {
				paused.countDown();
			}

		}).build();
				RecordWriter writer = listening.records()
					.writer(WriterOptions.builder()
						.linger(Duration.ofMillis(1))
						.drainTimeout(Duration.ofMillis(50))
						.onUndelivered(undelivered::add)
						.build())) {
			writer.append("orders", order(1));
			assertThat(paused.await(30, TimeUnit.SECONDS)).isTrue();
			writer.drain();
		}
		assertThat(undelivered).singleElement().satisfies((records) -> assertThat(records.sent()).isFalse());
	}

	private BulkWriteException stopped(BulkOptions options, int records) {
		return catchThrowableOfType(BulkWriteException.class,
				() -> this.client.records().appendAll("orders", orders(0, records), options));
	}

	private List<String> keys() {
		return this.emulator.requests(Endpoint.RECORDS_APPEND_BATCH)
			.stream()
			.map((request) -> request.header("Idempotency-Key"))
			.distinct()
			.toList();
	}

	private static RecordSource orders(int from, int count) {
		return RecordSource.of(IntStream.range(from, from + count).mapToObj(UncertainWritesTests::order));
	}

	private static Map<String, Object> order(int i) {
		return Map.of("order_id", "o-" + i);
	}

}
