package com.experiture.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import com.experiture.client.ScriptedApi.Response;
import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkProgress;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.bulk.RejectedRecords;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.Effect;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.ValidationException;
import com.experiture.client.internal.time.TimeSource;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.settings.RecordValidation;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.RecordRejectedException;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterOptions;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.emulator.FieldType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for the validation of records against the schema of their object.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RecordValidationTests {

	private static final BulkOptions OPTIONS = BulkOptions.builder()
		.batchSize(10, 1_000_000)
		.jobPolling(PollOptions.builder()
			.timeout(Duration.ofMinutes(1))
			.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
			.build())
		.build();

	private final ExperitureEmulator emulator = ExperitureEmulator.builder()
		.object(CdpObject.event("visits")
			.identityKey("visit_id", FieldType.STRING)
			.requiredField("page", FieldType.STRING)
			.field("seconds", FieldType.INTEGER)
			.field("score", FieldType.NUMBER)
			.field("paid", FieldType.BOOLEAN)
			.field("day", FieldType.DATE)
			.field("visited_at", FieldType.TIMESTAMP)
			.field("extra", FieldType.JSON)
			.enumField("device", "desktop", "mobile"))
		.start();

	private final AtomicLong passed = new AtomicLong();

	private final Map<RecordOutcome, AtomicLong> outcomes = Map.of(RecordOutcome.ACCEPTED, new AtomicLong(),
			RecordOutcome.REJECTED, new AtomicLong(), RecordOutcome.FAILED, new AtomicLong(), RecordOutcome.PENDING,
			new AtomicLong(), RecordOutcome.HANDED_BACK, new AtomicLong());

	private ExperitureClient client = client(RecordValidation.ALWAYS);

	private ExperitureClient client(RecordValidation validation) {
		return builder().recordValidation(validation).build();
	}

	private ExperitureClientBuilder builder() {
		return Clients.of(this.emulator)
			.timeSource(new TimeSource(() -> System.nanoTime() + this.passed.get(), InstantSource.system()))
			.listener(new ClientListener() {

				@Override
				public void recordsProcessed(RecordOutcome outcome, long count) {
					RecordValidationTests.this.outcomes.get(outcome).addAndGet(count);
				}

			});
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	static Stream<Arguments> writes() {
		return Stream.of(write("append", "record.", (client, visit) -> client.records().append("visits", visit)),
				write("upsert", "record.", (client, visit) -> client.records().upsert("visits", visit, "visit_id")),
				write("upsert without a match key", "record.",
						(client, visit) -> client.records().upsert("visits", visit, null)),
				write("reactive append", "record.",
						(client, visit) -> client.reactive().records().append("visits", visit).block()),
				write("appendBatch", "records[1].",
						(client, visit) -> client.records().appendBatch("visits", List.of(visit(0), visit))),
				write("upsertBatch", "records[1].", (client, visit) -> client.records()
					.upsertBatch("visits", List.of(visit(0), visit), "visit_id")));
	}

	private static Arguments write(String name, String path, BiConsumer<ExperitureClient, Map<String, Object>> write) {
		return Arguments.of(Named.of(name, write), path);
	}

	@ParameterizedTest
	@MethodSource("writes")
	void rejectsViolationWithoutRequest(BiConsumer<ExperitureClient, Map<String, Object>> write, String path) {
		Map<String, @Nullable Object> mistakes = new HashMap<>();
		mistakes.put("pgae", "secret");
		mistakes.put("page", null);
		mistakes.put("seconds", "secret");
		mistakes.put("score", true);
		mistakes.put("paid", "secret");
		mistakes.put("day", 20260421);
		mistakes.put("visited_at", "21.04.2026 secret");
		mistakes.put("device", "secret");
		mistakes.forEach((field, value) -> {
			Map<String, Object> visit = new HashMap<>(visit(1));
			visit.put(field, value);
			ValidationException rejected = catchThrowableOfType(ValidationException.class,
					() -> write.accept(this.client, visit));
			assertThat(rejected).as(field)
				.hasMessageStartingWith("Nothing was sent, because the schema of the object does not allow it")
				.hasMessageContaining("workspace default, object visits")
				.hasMessageNotContaining("secret");
			assertThat(rejected.error().path()).isEqualTo(path + field);
			assertThat(rejected.error().hasCode(field.equals("pgae") ? "REQUEST_SCHEMA" : "REQUEST_INVALID")).isTrue();
			assertThat(rejected.error().status()).isEqualTo(field.equals("pgae") ? 422 : 400);
			assertThat(rejected.call().attempts()).isZero();
			assertThat(rejected.effect()).isEqualTo(Effect.NONE);
			assertThat(rejected.isTransient()).isFalse();
		});
		assertThat(this.emulator.requestCount()).as("the schema").isOne();
		write.accept(this.client, visit(1));
		assertThat(this.emulator.requestCount()).isEqualTo(2);
	}

	@Test
	void rejectsInvalidProfileAndNamesSimilarField() {
		assertThatExceptionOfType(ValidationException.class)
			.isThrownBy(() -> this.client.profiles()
				.upsert(Map.of("email", "jane@example.com", "fist_name", "Jane"), "email"))
			.withMessageContaining("422 CDP_ETL.VALIDATION.REQUEST_SCHEMA at record.fist_name")
			.withMessageContaining("is not a field of profiles (did you mean first_name?)")
			.withMessageContaining("profiles.upsert");
		assertThat(this.emulator.requestCount(Endpoint.PROFILES_UPSERT)).isZero();
		assertThat(this.outcomes.get(RecordOutcome.FAILED)).as("as if the API had rejected it").hasValue(1);
	}

	@Test
	void clearsNullableFieldOnly() {
		Map<String, Object> visit = new HashMap<>();
		visit.put("visit_id", "v1");
		visit.put("seconds", null);
		assertThat(this.client.records().upsert("visits", visit, "visit_id").accepted()).isTrue();
	}

	@Test
	void leavesMissingFieldToApi() {
		ValidationException rejected = catchThrowableOfType(ValidationException.class,
				() -> this.client.records().append("visits", Map.of("visit_id", "v1")));
		assertThat(rejected.call().attempts()).isOne();
	}

	@Test
	void rejectsMatchKeyThatIsNotAnIdentityKey() {
		Map<String, Object> visit = visit(1);
		assertThatExceptionOfType(ValidationException.class)
			.isThrownBy(() -> this.client.records().upsert("visits", visit, "page"))
			.withMessageContaining("at matchKey: must be an identity key of visits: visit_id")
			.satisfies((rejected) -> assertThat(rejected.call().attempts()).isZero());
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> this.client.records()
			.upsertAll("visits", RecordSource.of(List.of(visit)), "page", BulkOptions.builder().runId("run").build()))
			.withMessageContaining("must be an identity key of visits")
			.withMessageNotContaining("idempotency key of an earlier run")
			.satisfies((stopped) -> assertThat(stopped.effect()).isEqualTo(Effect.NONE));
		try (RecordWriter writer = this.client.records().writer(WriterOptions.defaults())) {
			CompletableFuture<RecordResult> result = writer.upsert("visits", visit, "page");
			writer.drain();
			assertThat(failure(result)).isInstanceOf(ValidationException.class);
		}
		assertThat(this.emulator.requestCount()).isOne();
	}

	@Test
	void reportsMistakesInOrder() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.client.records().append("visits", Map.of("pgae", Double.NaN)));
	}

	@ParameterizedTest
	@EnumSource
	void writesOtherRecordsOfBulkWriteIfSomeAreInvalid(BatchResponseMode answers) {
		this.emulator.settings().batchResponseMode(answers);
		List<Map<String, Object>> people = people(105);
		people.get(3).put("fist_name", "Jane");
		people.get(57).put("loyalty_points", "many");
		people.get(99).put("loyalty_tier", "wood");
		// A batch without a record that can be sent.
		people.subList(20, 30).forEach((person) -> person.put("email_opt_in", "yes"));
		List<BulkProgress> progress = new ArrayList<>();
		BulkReport report = this.client.records()
			.upsertAll("profiles", RecordSource.of(people), "email",
					OPTIONS.toBuilder().onProgress(progress::add).build());
		assertThat(report.accepted()).isEqualTo(92);
		assertThat(report.rejected()).isEqualTo(13);
		assertThat(report.unresolved()).isEmpty();
		assertThat(report.batches()).isEqualTo(10);
		assertThat(report.resumeAt()).isEqualTo(105);
		assertThat(progress.get(progress.size() - 1).sent()).isEqualTo(92);
		assertThat(report.rejections()).hasSize(13).anySatisfy((rejected) -> {
			assertThat(rejected.position()).isEqualTo(3);
			assertThat(rejected.path()).isEqualTo("fist_name");
			assertThat(rejected.code()).isEqualTo("CDP_ETL.VALIDATION.REQUEST_SCHEMA");
			assertThat(rejected.reason()).contains("did you mean first_name?").doesNotContain("Jane");
		}).anySatisfy((rejected) -> {
			assertThat(rejected.position()).isEqualTo(99);
			assertThat(rejected.path()).isEqualTo("loyalty_tier");
			assertThat(rejected.reason()).isEqualTo("must be one of bronze, silver, gold, platinum");
		});
		assertThat(this.emulator.count("profiles")).isEqualTo(92);
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_UPSERT_BATCH)).isEqualTo(10);
		assertThat(this.outcomes.get(RecordOutcome.ACCEPTED)).hasValue(92);
		assertThat(this.outcomes.get(RecordOutcome.REJECTED)).hasValue(13);
	}

	@Test
	void accountsForEachRecordIfRestOfBulkWriteFails() {
		this.emulator.faults().on(Endpoint.RECORDS_UPSERT_BATCH).times(100).inject(Fault.status(403));
		List<Map<String, Object>> people = people(10);
		people.get(3).put("fist_name", "Jane");
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.client.records().upsertAll("profiles", RecordSource.of(people), "email", OPTIONS))
			.satisfies((stopped) -> {
				assertThat(stopped.report().rejections()).extracting(RejectedRecords::position).containsExactly(3L);
				assertThat(stopped.report().unresolved()).singleElement().satisfies((rest) -> {
					assertThat(rest.count()).isEqualTo(9);
					assertThat(rest.sent()).isFalse();
				});
			});
	}

	@Test
	void stopsRunForMisspelledColumnWithoutWriting() {
		Stream<Map<String, Object>> people = IntStream.range(0, 100_000)
			.mapToObj((i) -> Map.of("email", "u" + i + "@example.com", "fist_name", "Jane"));
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.client.records()
				.upsertAll("profiles", RecordSource.of(people), "email",
						OPTIONS.toBuilder().batchSize(1_000, 1_000_000).build()))
			.withMessageContaining("fist_name is not a field of profiles (did you mean first_name?)");
		assertThat(this.emulator.requestCount()).isOne();
	}

	@Test
	void writerRejectsInvalidRecordsAndWritesOthers() {
		List<Map<String, Object>> people = people(20);
		people.get(3).put("fist_name", "Jane");
		people.get(7).put("loyalty_points", "many");
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		try (RecordWriter writer = this.client.records().writer(WriterOptions.defaults())) {
			people.forEach((person) -> results.add(writer.upsert("profiles", person, "email")));
			writer.drain();
			assertThat(writer.stats().rejected()).isEqualTo(2);
		}
		assertThat(results).filteredOn((result) -> !result.isCompletedExceptionally()).hasSize(18);
		assertThat(failure(results.get(3))).isInstanceOfSatisfying(RecordRejectedException.class, (rejected) -> {
			assertThat(rejected)
				.hasMessageStartingWith("The record was not sent, because it violates the schema of its object: "
						+ "CDP_ETL.VALIDATION.REQUEST_SCHEMA at fist_name is not a field of profiles (did you mean first_name?)");
			assertThat(rejected.result().sent()).isFalse();
			assertThat(rejected.result().index()).isEqualTo(3);
			assertThat(rejected.result().path()).isEqualTo("fist_name");
			assertThat(rejected.call().attempts()).isZero();
			assertThat(rejected.effect()).isEqualTo(Effect.NONE);
		});
		assertThat(failure(results.get(7))).hasMessageContaining("at loyalty_points must be a whole number");
		assertThat(this.emulator.count("profiles")).isEqualTo(18);
		assertThat(this.outcomes.get(RecordOutcome.REJECTED)).hasValue(2);
	}

	@Test
	void reactiveWriterRejectsInvalidRecordsAndWritesOthers() {
		List<Map<String, Object>> people = people(20);
		people.get(3).put("fist_name", "Jane");
		ReactiveRecordWriter writer = this.client.reactive().records().writer(WriterOptions.defaults());
		List<Object> results = Flux.fromIterable(people)
			.flatMap((person) -> writer.upsert("profiles", person, "email")
				.cast(Object.class)
				.onErrorResume(RecordRejectedException.class, (rejected) -> Flux.just(rejected.result()).single()))
			.cast(Object.class)
			.collectList()
			.block();
		writer.close().block();
		assertThat(results).hasSize(20)
			.filteredOn((result) -> result instanceof RecordResult outcome && !outcome.sent())
			.hasSize(1);
		assertThat(this.emulator.count("profiles")).isEqualTo(19);
	}

	@Test
	void readsNoSchemaWithoutValidation() {
		this.client.close();
		this.client = client(RecordValidation.NONE);
		this.emulator.settings().partialBatches(false);
		List<Map<String, Object>> people = people(60);
		IntStream.range(0, 30).forEach((i) -> people.get(2 * i).put("fist_name", "Jane"));
		BulkReport report = this.client.records().upsertAll("profiles", RecordSource.of(people), "email", OPTIONS);
		assertThat(report.rejected()).isEqualTo(30);
		assertThatExceptionOfType(ValidationException.class)
			.isThrownBy(() -> this.client.profiles().upsert(Map.of("fist_name", "Jane", "email", "a@b.c"), "email"))
			.satisfies((rejected) -> assertThat(rejected.call().attempts()).isOne());
		assertThat(this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT)).isZero();
	}

	@Test
	void readsNoSchemaByDefaultBeforeRejection() {
		this.client.close();
		this.client = builder().build();
		this.client.records().upsertAll("profiles", RecordSource.of(people(60)), "email", OPTIONS);
		this.client.records().append("visits", visit(1));
		assertThat(this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT)).isZero();
	}

	@Test
	void readsSchemaOnceForParallelFirstWrites() throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		List<CompletableFuture<Void>> writes = IntStream.range(0, 64).mapToObj((i) -> CompletableFuture.runAsync(() -> {
			try {
				start.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			this.client.records().append("visits", visit(i));
		}, (task) -> new Thread(task).start())).toList();
		start.countDown();
		CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
		assertThat(this.emulator.count("visits")).isEqualTo(64);
		assertThat(this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT)).isOne();
	}

	@Test
	void keepsReadingSchemaIfOneCallerCancels() {
		for (int i = 0; i < 10; i++) {
			this.client.reactive().records().append("visits", visit(i)).subscribe().dispose();
		}
		this.client.records().append("visits", visit(11));
		assertThat(this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT)).isOne();
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 404, 500 })
	void rejectsNothingIfSchemaCannotBeRead(int status) {
		this.emulator.faults().on(Endpoint.METADATA_GET_OBJECT).times(1_000).inject(Fault.status(status));
		for (int i = 0; i < 5; i++) {
			ValidationException rejected = catchThrowableOfType(ValidationException.class,
					() -> this.client.records().append("visits", Map.of("pgae", "/")));
			assertThat(rejected.call().attempts()).isOne();
		}
		int requests = this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT);
		assertThat(requests).as("one call with its attempts").isLessThanOrEqualTo(3);
		pass(Duration.ofSeconds(29));
		this.client.records().append("visits", visit(1));
		assertThat(this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT)).isEqualTo(requests);
		pass(Duration.ofSeconds(2));
		this.client.records().append("visits", visit(1));
		untilSchemasAreRead(requests + 1);
	}

	@Test
	void refreshesExpiredSchemaWithoutWaiting() {
		this.client.records().append("visits", visit(1));
		pass(Duration.ofMinutes(5).minusSeconds(10));
		this.client.records().append("visits", visit(1));
		assertThat(this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT)).isOne();
		pass(Duration.ofSeconds(11));
		this.emulator.faults().on(Endpoint.METADATA_GET_OBJECT).times(1).inject(Fault.delay(Duration.ofSeconds(5)));
		long start = System.nanoTime();
		this.client.records().append("visits", visit(1));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		untilSchemasAreRead(2);
	}

	@Test
	void acceptsFieldThatWasAddedInTheMeantime() {
		AtomicInteger reads = new AtomicInteger();
		List<String> names = new ArrayList<>(List.of("page"));
		try (ScriptedApi api = new ScriptedApi((path, body) -> {
			if (!path.contains("/metadata/")) {
				return Response.ok("{\"accepted\":true}");
			}
			reads.incrementAndGet();
			String fields = String.join(",", names.stream().map((name) -> "{\"name\":\"" + name + "\"}").toList());
			return Response.ok("{\"objectName\":\"visits\",\"fields\":[" + fields + "]}");
		});
				ExperitureClient scripted = builder().baseUrl(api.baseUrl())
					.recordValidation(RecordValidation.ALWAYS)
					.build()) {
			Map<String, Object> visit = Map.of("page", "/", "referrer", "x");
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(ValidationException.class)
					.isThrownBy(() -> scripted.records().append("visits", visit));
			}
			assertThat(reads).as("read recently").hasValue(1);
			names.add("referrer");
			pass(Duration.ofSeconds(11));
			assertThat(scripted.records().append("visits", visit).accepted()).isTrue();
			assertThat(reads).hasValue(2);
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(ValidationException.class)
					.isThrownBy(() -> scripted.records().appendBatch("visits", List.of(Map.of("other", "x"))));
			}
			names.add("other");
			pass(Duration.ofSeconds(11));
			BulkReport report = scripted.records()
				.appendAll("visits", RecordSource.of(List.of(Map.of("other", "x"))), BulkOptions.defaults());
			assertThat(report.accepted()).isOne();
			assertThat(reads).hasValue(3);
		}
	}

	static Stream<String> schemasOfUnknownShape() {
		return Stream.of("null", "{}", "[]", "\"visits\"", "{\"objectName\":\"visits\"}",
				"{\"objectName\":\"visits\",\"fields\":[]}",
				"{\"objectName\":\"visits\",\"fields\":[{\"label\":\"x\"}]}",
				"{\"objectName\":\"visits\",\"fields\":\"page\"}", "{\"objectName\":\"visits\",\"fields\":[1,2]}",
				"{\"objectName\":\"visits\",\"identityKeys\":[{\"field\":\"page\"}],\"fields\":[{\"nom\":\"page\"}]}",
				// Display names besides those of the API.
				"{\"objectName\":\"visits\",\"identityKeys\":[\"visit_id\"],\"fields\":[{\"name\":\"Visit\"}]}",
				// Neither type, nullability nor values are certain.
				field("\"type\":\"geo\""), field("\"type\":[\"string\",\"null\"]"),
				field("\"type\":{\"kind\":\"string\"}"), field("\"type\":\"string\",\"isArray\":true"),
				field("\"type\":\"string\",\"mode\":\"REPEATED\""),
				field("\"type\":\"integer\",\"dataType\":\"identity\""), field("\"type\":\"json\""),
				field("\"enum\":[{\"value\":\"a\"}]"), field("\"enum\":{\"a\":1}"), field("\"allowedValues\":[]"),
				"{\"objectName\":\"visits\",\"ingestion\":{},\"fields\":[{\"name\":\"page\"}]}",
				"{\"objectName\":\"visits\",\"ingestion\":\"all\",\"fields\":[{\"name\":\"page\"}]}",
				"{\"objectName\":\"visits\",\"ingestion\":{\"single\":null,\"jsonBatch\":true},\"fields\":[{\"name\":\"page\"}]}",
				"{\"objectName\":\"visits\",\"fields\":[{\"name\":\"page.path\",\"type\":\"string\"}]}",
				"{\"objectName\":\"visits\",\"fields\":[{\"name\":\"Page\",\"key\":\"page\"}]}",
				"{\"objectName\":\"visits\",\"fields\":{\"page\":{}}}",
				"{\"objectName\":\"visits\",\"fields\":[\"page\"]}");
	}

	private static String field(String properties) {
		return "{\"objectName\":\"visits\",\"fields\":[{\"name\":\"page\"," + properties + "}]}";
	}

	@ParameterizedTest
	@MethodSource("schemasOfUnknownShape")
	void rejectsNothingForSchemaOfUnknownShape(String schema) {
		try (ScriptedApi api = new ScriptedApi(
				(path, body) -> Response.ok(path.contains("/metadata/") ? schema : "{\"accepted\":true}"));
				ExperitureClient scripted = builder().baseUrl(api.baseUrl())
					.recordValidation(RecordValidation.ALWAYS)
					.build()) {
			for (Object value : new Object[] { "x", 1, 1.5, true, List.of("x"), Map.of("path", "x") }) {
				assertThat(scripted.records().append("visits", Map.of("page", value)).accepted()).isTrue();
			}
			Map<String, Object> cleared = new HashMap<>();
			cleared.put("page", null);
			assertThat(scripted.records().upsert("visits", cleared, null).accepted()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "single", "jsonBatch" })
	void rejectsKindOfWriteThatObjectDoesNotAccept(String flag) {
		try (ScriptedApi api = new ScriptedApi((path, body) -> Response.ok(path.contains("/metadata/")
				? "{\"objectName\":\"visits\",\"ingestion\":{\"" + flag + "\":false}}" : "{\"accepted\":true}"));
				ExperitureClient scripted = builder().baseUrl(api.baseUrl())
					.recordValidation(RecordValidation.ALWAYS)
					.build()) {
			Runnable single = () -> scripted.records().append("visits", visit(1));
			Runnable batch = () -> scripted.records().appendBatch("visits", List.of(visit(1)));
			boolean noSingle = flag.equals("single");
			(noSingle ? batch : single).run();
			assertThatExceptionOfType(ValidationException.class).isThrownBy((noSingle ? single : batch)::run)
				.withMessageContaining("visits does not accept " + (noSingle ? "single writes" : "batches"))
				.withMessageContaining("ingestion." + flag);
		}
	}

	static Stream<Arguments> types() {
		Object text = "x";
		return Stream.of(type("string", text, List.of(1, true, 1.5, List.of("x"), Map.of("a", 1))),
				type("TEXT", text, List.of(1)), type("varchar(255)", text, List.of(1)), type("uuid", text, List.of(1)),
				type("email", text, List.of(true)), type("int", 1, List.of("1", 1.5, true)),
				type("Long", 1L, List.of("1")), type("integer", 1.0, List.of(0.1, List.of(1))),
				type("decimal(10,2)", 1.25, List.of("1.25", false)), type("double", 1, List.of("1")),
				type("float", 1, List.of("1")), type("number", 1.5, List.of("1")),
				type("bool", true, List.of("true", 0)), type("BOOLEAN", false, List.of("false")),
				type("date", "2026-04-21", List.of(1, true)), type("date", "21.04.2026", List.of(1)),
				type("date_time", "2026-04-21T15:30:00Z", List.of(1_776_785_400, "21.04.2026")),
				type("timestamp", "2026-W17-2", List.of("04/21/2026", "now")),
				type("object", Map.of("a", 1), List.of("x", 1, List.of("x"))),
				type("array", List.of(1, "x"), List.of("x", Map.of("a", 1))));
	}

	private static Arguments type(String word, Object accepted, List<Object> rejected) {
		return Arguments.of(word, accepted, rejected);
	}

	@ParameterizedTest
	@MethodSource("types")
	void checksTypeOfValue(String type, Object accepted, List<Object> rejected) {
		try (ScriptedApi api = new ScriptedApi((path,
				body) -> Response.ok(path.contains("/metadata/") ? field("\"type\":\"" + type + "\",\"nullable\":true")
						: "{\"accepted\":true}"));
				ExperitureClient scripted = builder().baseUrl(api.baseUrl())
					.recordValidation(RecordValidation.ALWAYS)
					.build()) {
			assertThat(scripted.records().append("visits", Map.of("page", accepted)).accepted()).isTrue();
			for (Object value : rejected) {
				assertThatExceptionOfType(ValidationException.class).as("%s", value)
					.isThrownBy(() -> scripted.records().append("visits", Map.of("page", value)))
					.withMessageContaining("record.page: must be");
			}
		}
	}

	@Test
	void limitsNumberOfCachedSchemas() {
		AtomicInteger reads = new AtomicInteger();
		try (ScriptedApi api = new ScriptedApi((path, body) -> {
			reads.addAndGet(path.contains("/metadata/") ? 1 : 0);
			return Response.ok(path.contains("/metadata/") ? "{\"objectName\":\"o\",\"fields\":[\"page\"]}"
					: "{\"accepted\":true}");
		});
				ExperitureClient scripted = builder().baseUrl(api.baseUrl())
					.recordValidation(RecordValidation.ALWAYS)
					.build()) {
			for (int i = 0; i < 101; i++) {
				scripted.records().append("o" + i, Map.of("page", "x"));
			}
			scripted.records().append("o100", Map.of("page", "x"));
			assertThat(reads).hasValue(101);
			scripted.records().append("o0", Map.of("page", "x"));
			assertThat(reads).hasValue(102);
		}
	}

	@Test
	void leavesTimeForCallIfSchemaRequestHangs() {
		this.emulator.faults().on(Endpoint.METADATA_GET_OBJECT).times(10).inject(Fault.delay(Duration.ofSeconds(20)));
		assertThat(this.client.records()
			.with(com.experiture.client.call.CallOptions.builder().timeout(Duration.ofSeconds(2)).build())
			.append("visits", visit(1))
			.accepted()).isTrue();
	}

	private void pass(Duration time) {
		this.passed.addAndGet(time.toNanos());
	}

	private void untilSchemasAreRead(int requests) {
		while (this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT) < requests) {
			Thread.onSpinWait();
		}
	}

	private static @Nullable Throwable failure(CompletableFuture<RecordResult> result) {
		return result.handle((outcome, failure) -> failure).join();
	}

	private static Map<String, Object> visit(int i) {
		return Map.of("visit_id", "v" + i, "page", "/", "seconds", 1, "score", 0.5, "paid", false, "day", "2026-04-21",
				"visited_at", "2026-04-21T15:30:00Z", "extra", Arrays.asList(1, "x"), "device", "mobile");
	}

	private static List<Map<String, Object>> people(int count) {
		List<Map<String, Object>> people = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Map<String, Object> person = new HashMap<>();
			person.put("email", "u" + i + "@example.com");
			person.put("loyalty_points", i);
			people.add(person);
		}
		return people;
	}

}
