package com.experiture.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.receipt.RecordsJob;
import com.experiture.client.receipt.WriteReceipt;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.ReceivedRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for records and profiles, from the client to the records that the emulator has
 * stored.
 */
class RecordsEmulatorTests {

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

	@Test
	void upsertMergesFieldByField() {
		this.records.upsert("profiles", Map.of("email", "jane@example.com", "first_name", "Jane", "city", "Bonn"),
				"email");
		Map<String, Object> change = new HashMap<>();
		change.put("email", "jane@example.com");
		change.put("city", null);
		change.put("last_name", "Doe");
		WriteReceipt receipt = this.records.upsert("profiles", change, "email");
		assertThat(receipt.matchKey()).isEqualTo("email");
		assertThat(this.emulator.records("profiles")).hasSize(1);
		assertThat(this.emulator.record("profiles", "email", "jane@example.com")).get()
			.satisfies((held) -> assertThat(held).containsEntry("first_name", "Jane")
				.containsEntry("last_name", "Doe")
				.satisfies((record) -> assertThat(record.get("city")).isNull()));
	}

	@Test
	void keepsFieldsForNullPropertiesOfObject() {
		this.client.profiles().upsert(new Person("jane@example.com", "Jane", "Doe"), "email");
		this.client.profiles().upsert(new Person("jane@example.com", null, "Roe"), "email");
		assertThat(this.emulator.record("profiles", "email", "jane@example.com")).get()
			.satisfies(
					(held) -> assertThat(held).containsEntry("first_name", "Jane").containsEntry("last_name", "Roe"));
	}

	@Test
	void appendAlwaysInserts() {
		this.records.append("orders", Map.of("order_id", "o-1"));
		this.records.append("orders", Map.of("order_id", "o-1"));
		assertThat(this.emulator.records("orders")).hasSize(2);
	}

	@Test
	void writesOnceWithSameIdempotencyKey() {
		RecordsClient once = this.records
			.with(CallOptions.builder().idempotencyKey(IdempotencyKey.of("order", "o-1")).build());
		WriteReceipt first = once.append("orders", Map.of("order_id", "o-1"));
		WriteReceipt second = once.append("orders", Map.of("order_id", "o-1"));
		assertThat(second).isEqualTo(first);
		assertThat(this.emulator.records("orders")).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void writesBatchForEveryFormOfResponse(BatchResponseMode reading) {
		this.emulator.settings().batchResponseMode(reading);
		List<Map<String, Object>> profiles = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			profiles.add(Map.of("email", "p" + i + "@example.com"));
		}
		BatchReceipt receipt = this.records.upsertBatch("profiles", profiles, "email");
		if (reading == BatchResponseMode.JOB) {
			assertThat(finished(receipt.jobId()).acceptedRecords()).isEqualTo(10_000);
		}
		else {
			assertThat(receipt.acceptedRecords()).isEqualTo(10_000);
		}
		assertThat(this.emulator.count("profiles")).isEqualTo(10_000);
	}

	@Test
	void reportsRejectedRecordsOfBatchByPosition() {
		this.emulator.settings().batchResponseMode(BatchResponseMode.INLINE).partialBatches(true);
		BatchReceipt receipt = this.records.appendBatch("orders",
				List.of(Map.of("order_id", "o-1"), Map.of("no_such_field", 1), Map.of("order_id", "o-3")));
		assertThat(receipt.results()).filteredOn((outcome) -> !outcome.accepted())
			.singleElement()
			.satisfies((outcome) -> {
				assertThat(outcome.index()).isEqualTo(1);
				assertThat(outcome.code()).isEqualTo("CDP_ETL.VALIDATION.REQUEST_SCHEMA");
				assertThat(outcome.path()).contains("no_such_field");
			});
		assertThat(this.emulator.count("orders")).isEqualTo(2);
	}

	@Test
	void sharesTokenBetweenBlockingAndReactiveClient() {
		this.records.append("orders", Map.of("order_id", "o-1"));
		this.client.reactive().records().append("orders", Map.of("order_id", "o-2")).block();
		assertThat(this.emulator.tokenRequests()).isEqualTo(1);
	}

	@Test
	void exchangesCorrelationIds() {
		this.records.with(CallOptions.builder().correlationId("import-7").build())
			.append("orders", Map.of("order_id", "o-1"));
		ReceivedRequest request = this.emulator.requests(Endpoint.RECORDS_APPEND).get(0);
		assertThat(request.header("x-correlation-id")).contains("import-7");
	}

	private RecordsJob finished(String jobId) {
		for (int i = 0; i < 100; i++) {
			RecordsJob job = this.records.getJob("profiles", jobId);
			if (job.state().isTerminal()) {
				return job;
			}
		}
		throw new AssertionError("The job does not end");
	}

	record Person(@JsonProperty("email") String email, @JsonProperty("first_name") String firstName,
			@JsonProperty("last_name") String lastName) {
	}

}
