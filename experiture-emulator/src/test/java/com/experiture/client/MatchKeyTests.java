package com.experiture.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.settings.RecordNaming;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterOptions;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.FieldType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for the check of match keys in all APIs that upsert records.
 */
class MatchKeyTests {

	private static final CallOptions INSERTING = CallOptions.builder().insertWithoutMatchKey(true).build();

	private static ExperitureEmulator emulator;

	private static ExperitureClient client;

	@BeforeAll
	static void start() {
		emulator = ExperitureEmulator.builder()
			.object(CdpObject.of("people", "profile")
				.identityKey("external_id", FieldType.STRING)
				.field("first_name", FieldType.STRING))
			.start();
		client = Clients.of(emulator).build();
	}

	@AfterAll
	static void stop() {
		client.close();
		emulator.close();
	}

	@AfterEach
	void reset() {
		emulator.reset();
	}

	@ParameterizedTest(name = "{0}: {2}")
	@MethodSource
	void rejectsRecordWithoutMatchKeyBeforeSending(String way, BiConsumer<CallOptions, Object> upsert, Object key) {
		Object record = record(key);
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> upsert.accept(CallOptions.none(), record))
			.satisfies((refusal) -> {
				assertThat(refusal.field()).endsWith(".external_id");
				assertThat(refusal).hasMessageContaining("match key")
					.hasMessageContaining("insertWithoutMatchKey")
					.hasMessageNotContaining("Jane");
			});
		assertThat(emulator.requestCount()).isZero();
	}

	static Stream<Arguments> rejectsRecordWithoutMatchKeyBeforeSending() {
		return ways().flatMap(
				(way) -> Stream
					.of("missing", "null", "", " ", "\t\n", "\u00a0\u2003", Optional.empty(), Optional.of(" "),
							new StringBuilder(" "))
					.map((key) -> arguments(way.get()[0], way.get()[1], key)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("calls")
	void insertsRecordWithoutMatchKeyIfAllowed(String way, BiConsumer<CallOptions, Object> upsert) {
		for (Object key : List.of("missing", "null", "", "\u2003")) {
			upsert.accept(INSERTING, record(key));
		}
		assertThat(emulator.records("people")).hasSize(4)
			.allSatisfy((row) -> assertThat(row.get("external_id")).isNull());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ways")
	void acceptsVisibleTextAsMatchKey(String way, BiConsumer<CallOptions, Object> upsert) {
		for (Object key : List.of("0", "false", " 1 ", "-", "x", "x")) {
			upsert.accept(CallOptions.none(), record(key));
		}
		assertThat(emulator.records("people")).hasSize(5);
	}

	@Test
	void importInsertsRecordsWithoutMatchKeyIfAllowed() {
		client.imports()
			.with(INSERTING)
			.importRecords(List.of(record("missing"), record("null"), record(" "), record("1")),
					ImportOptions.builder("people").matchKey("external_id").build());
		assertThat(emulator.records("people")).hasSize(4)
			.filteredOn((row) -> row.get("external_id") == null)
			.hasSize(3);
	}

	static Stream<Arguments> ways() {
		return Stream.concat(calls(),
				Stream.of(way("importRecords", (options, record) -> client.imports()
					.with(options)
					.importRecords(List.of(record), ImportOptions.builder("people").matchKey("external_id").build()))));
	}

	static Stream<Arguments> calls() {
		return Stream.of(
				way("upsert",
						(options, record) -> client.records().with(options).upsert("people", record, "external_id")),
				way("upsertBatch",
						(options, record) -> client.records()
							.with(options)
							.upsertBatch("people", List.of(record), "external_id")),
				way("reactive upsertBatch",
						(options, record) -> client.reactive()
							.records()
							.with(options)
							.upsertBatch("people", List.of(record), "external_id")
							.block()),
				way("writer", MatchKeyTests::write));
	}

	private static Arguments way(String name, BiConsumer<CallOptions, Object> upsert) {
		return arguments(name, upsert);
	}

	private static void write(CallOptions options, Object record) {
		try (RecordWriter writer = client.records().with(options).writer(WriterOptions.defaults())) {
			Mono<?> written = writer.reactive().upsert("people", record, "external_id");
			writer.flush();
			written.block();
		}
		catch (CompletionException ex) {
			throw (RuntimeException) ex.getCause();
		}
	}

	@Test
	void bulkWriteRejectsRecordsWithoutMatchKey() {
		List<Map<String, Object>> people = List.of(Map.of("external_id", "", "first_name", "Jane"),
				Map.of("external_id", "1", "first_name", "Jim"), Map.of("external_id", " ", "first_name", "Joe"));
		BulkReport report = client.records().upsertAll("people", RecordSource.of(people), "external_id");
		assertThat(report.rejected()).isEqualTo(2);
		assertThat(emulator.records("people")).hasSize(1);
		BulkReport inserted = client.records()
			.with(INSERTING)
			.upsertAll("people", RecordSource.of(people), "external_id");
		assertThat(inserted.rejected()).isZero();
		assertThat(emulator.records("people")).hasSize(3);
	}

	@Test
	void rejectsProfileWithoutMatchKey() {
		Throwable failure = catchThrowable(
				() -> client.profiles().upsert(Map.of("email", " ", "city", "Bonn"), "email"));
		assertThat(failure).isInstanceOf(InvalidRequestException.class).hasMessageContaining("record.email");
		assertThat(emulator.requestCount()).isZero();
		client.profiles().with(INSERTING).upsert(Map.of("email", " ", "first_name", "Jane"), "email");
		assertThat(emulator.requests(Endpoint.PROFILES_UPSERT).get(0).body())
			.isEqualTo("{\"record\":{\"first_name\":\"Jane\"},\"matchKey\":\"email\"}");
	}

	@Test
	void reportsPositionOfRecordInBatch() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> client.records().upsertBatch("people", List.of(record("1"), record("")), "external_id"))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("records[1].external_id"));
	}

	@Test
	void usesNameOfMatchKeyInJson() {
		try (ExperitureClient named = Clients.of(emulator).recordNaming(RecordNaming.SNAKE_CASE).build()) {
			named.records().upsert("people", new Person("1", "Jane"), "external_id");
			assertThatExceptionOfType(InvalidRequestException.class)
				.isThrownBy(() -> named.records().upsert("people", new Person(null, "Jane"), "external_id"))
				.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("record.external_id"));
		}
		assertThat(emulator.records("people")).hasSize(1);
	}

	@Test
	void checksNothingWithoutMatchKey() {
		client.records().upsert("people", record("missing"));
		client.records().append("people", record("null"));
		assertThat(emulator.records("people")).hasSize(2);
	}

	private static Object record(Object key) {
		if (key.equals("missing")) {
			return Map.of("first_name", "Jane");
		}
		if (key.equals("null")) {
			Map<String, @Nullable Object> record = new LinkedHashMap<>(Collections.singletonMap("external_id", null));
			record.put("first_name", "Jane");
			return record;
		}
		return Map.of("external_id", key, "first_name", "Jane");
	}

	record Person(@Nullable String externalId, String firstName) {
	}

}
