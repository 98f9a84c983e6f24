package com.experiture.emulator.internal.records;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.FieldType;
import com.experiture.emulator.RawClient;
import com.experiture.emulator.RawClient.Result;
import com.experiture.emulator.ReceivedRequest;
import com.experiture.emulator.internal.api.CallProcessor;
import com.experiture.emulator.internal.api.LoggedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecordsApiTests {

	private static final Instant NOW = Instant.parse("2026-04-21T15:30:00Z");

	private final ExperitureEmulator emulator = ExperitureEmulator.builder()
		.clock(() -> NOW)
		.object(CdpObject.event("visits")
			.requiredField("page", FieldType.STRING)
			.field("seconds", FieldType.INTEGER)
			.field("extra", FieldType.JSON))
		.start();

	private final RawClient client = new RawClient(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@Test
	void upsertRespondsAsDocumented() {
		Result result = this.client.post("/records/profiles/upsert", """
				{"record":{"email":"ada@example.com","first_name":"Ada"},"matchKey":"email"}""");
		assertThat(result.status()).isEqualTo(200);
		assertThat(result.response().headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");
		assertThat(result.body().get("success").asBoolean()).isTrue();
		assertThat(result.data()).isEqualTo(RawClient.JSON.readTree("""
				{"operation":"upsert","objectName":"profiles","accepted":true,"acceptedAt":"2026-04-21T15:30:00Z",
				"acceptedRecords":1,"matchKey":"email"}"""));
		String correlationId = result.body().get("correlationId").asString();
		assertThat(result.response().headers().firstValue("x-correlation-id")).hasValue(correlationId);
		assertThat(this.emulator.records("profiles"))
			.containsExactly(Map.of("email", "ada@example.com", "first_name", "Ada"));
	}

	@Test
	void appendRespondsWithoutMatchKeyAndAlwaysInserts() {
		String body = """
				{"record":{"order_id":"o-1","total":12.50}}""";
		assertThat(this.client.post("/records/orders/append", body).data()).isEqualTo(RawClient.JSON.readTree("""
				{"operation":"append","objectName":"orders","accepted":true,"acceptedAt":"2026-04-21T15:30:00Z",
				"acceptedRecords":1}"""));
		this.client.post("/records/orders/append", body);
		assertThat(this.emulator.records("orders")).hasSize(2)
			.allSatisfy((order) -> assertThat(order).containsEntry("total", new BigDecimal("12.50")));
	}

	@Test
	void profilesUpsertWritesPrimaryProfileObject() {
		Result result = this.client.post("/profiles/upsert", """
				{"record":{"phone":"+4930123456","city":"Berlin"},"matchKey":"phone"}""");
		assertThat(result.data().get("objectName").asString()).isEqualTo("profiles");
		assertThat(this.emulator.record("profiles", "phone", "+4930123456")).isPresent();
	}

	@Test
	void upsertMergesFieldByField() {
		upsert(Map.of("email", "a@example.com", "first_name", "Ada", "city", "London", "loyalty_points", 5));
		this.client.post("/records/profiles/upsert",
				"{\"record\":{\"email\":\"a@example.com\",\"first_name\":\"Augusta\",\"city\":null}}");
		assertThat(this.emulator.records("profiles"))
			.containsExactly(Map.of("email", "a@example.com", "first_name", "Augusta", "loyalty_points", 5));
	}

	@Test
	void upsertInsertsRecordWithoutFieldOfMatchKey() {
		upsert(Map.of("email", "a@example.com"));
		this.client.post("/records/profiles/upsert",
				"{\"record\":{\"first_name\":\"Nobody\",\"email\":null},\"matchKey\":\"email\"}");
		upsert(Map.of("first_name", "Nobody"));
		assertThat(this.emulator.count("profiles")).isEqualTo(3);
	}

	@Test
	void updatesIndexesWhenIdentityKeysChange() {
		upsert(Map.of("email", "old@example.com", "customer_id", "c-1"));
		this.client.post("/records/profiles/upsert", """
				{"record":{"email":"new@example.com","customer_id":"c-1"},"matchKey":"customer_id"}""");
		assertThat(this.emulator.record("profiles", "email", "old@example.com")).isEmpty();
		upsert(Map.of("email", "new@example.com", "city", "Rome"));
		assertThat(this.emulator.records("profiles"))
			.containsExactly(Map.of("email", "new@example.com", "customer_id", "c-1", "city", "Rome"));
		this.client.post("/records/profiles/upsert", """
				{"record":{"email":null,"customer_id":"c-1"},"matchKey":"customer_id"}""");
		assertThat(this.emulator.record("profiles", "email", "new@example.com")).isEmpty();
	}

	@Test
	void matchesOldestOfSeveralAppendedRows() {
		for (String city : List.of("Rome", "Oslo", "Bonn")) {
			this.client.post("/records/profiles/append",
					RawClient.record(Map.of("email", "a@example.com", "city", city)));
		}
		upsert(Map.of("email", "a@example.com", "language", "it"));
		assertThat(this.emulator.records("profiles")).containsExactly(
				Map.of("email", "a@example.com", "city", "Rome", "language", "it"),
				Map.of("email", "a@example.com", "city", "Oslo"), Map.of("email", "a@example.com", "city", "Bonn"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"record":{}}                                                       | 400 | record
			{"record":[1]}                                                      | 400 | record
			{"matchKey":"email"}                                                | 400 | record
			{"record":{"email":"a@example.com"},"matchKey":"city"}              | 400 | matchKey
			{"record":{"email":"a@example.com"},"matchKey":7}                   | 400 | matchKey
			{"record":{"email":"a@example.com"},"match_key":"email"}            | 400 | match_key
			{"record":{"email":"not-an-email"}}                                 | 400 | record.email
			{"record":{"email":17}}                                             | 400 | record.email
			{"record":{"phone":"030 123456"}}                                   | 400 | record.phone
			{"record":{"loyalty_points":"7"}}                                   | 400 | record.loyalty_points
			{"record":{"loyalty_points":7.5}}                                   | 400 | record.loyalty_points
			{"record":{"lifetime_value":true}}                                  | 400 | record.lifetime_value
			{"record":{"email_opt_in":"yes"}}                                   | 400 | record.email_opt_in
			{"record":{"birth_date":"1815-13-10"}}                              | 400 | record.birth_date
			{"record":{"created_at":"2026-04-21T15:30:00"}}                     | 400 | record.created_at
			{"record":{"created_at":"2026-04-21"}}                              | 400 | record.created_at
			{"record":{"loyalty_tier":"diamond"}}                               | 400 | record.loyalty_tier
			{"record":{"emial":"a@example.com"}}                                | 422 | record.emial
			""")
	void rejectsInvalidRecord(String body, int status, String path) {
		Result result = this.client.post("/records/profiles/upsert", body);
		assertThat(result.status()).isEqualTo(status);
		assertThat(result.errorPath()).isEqualTo(path);
		assertThat(result.errorCode())
			.isEqualTo((status == 422) ? "CDP_ETL.VALIDATION.REQUEST_SCHEMA" : "CDP_ETL.VALIDATION.REQUEST_INVALID");
		assertThat(this.emulator.count("profiles")).isZero();
	}

	@Test
	void errorContainsValue() {
		Result result = this.client.post("/records/profiles/upsert-batch",
				"{\"records\":[{\"email\":\"a@example.com\"},{\"city\":\"Rome\"},{\"email\":\"not-an-email\"}]}");
		assertThat(result.body().at("/error/details")).isEqualTo(RawClient.JSON.readTree("""
				{"path":"records[2].email","value":"not-an-email"}"""));
		assertThat(result.body().at("/error/message").asString()).doesNotContain("not-an-email");
		assertThat(result.body().at("/error/remediation").isString()).isTrue();
		assertThat(result.body().get("correlationId").asString())
			.isEqualTo(result.response().headers().firstValue("x-correlation-id").orElseThrow());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"record\":{\"birth_date\":\"1815-12-10\"}}",
			"{\"record\":{\"created_at\":\"2026-04-21T15:30:00+02:00\"}}",
			"{\"record\":{\"created_at\":\"2026-04-21T15:30:00.123456Z\"}}", "{\"record\":{\"loyalty_tier\":\"gold\"}}",
			"{\"record\":{\"lifetime_value\":7}}", "{\"record\":{\"email_opt_in\":false}}" })
	void acceptsValidRecord(String body) {
		assertThat(this.client.post("/records/profiles/upsert", body).status()).isEqualTo(200);
	}

	@Test
	void rejectsRecordWithoutRequiredField() {
		assertThat(this.client.post("/records/visits/append", "{\"record\":{\"seconds\":3}}").errorPath())
			.isEqualTo("record.page");
		assertThat(this.client.post("/records/visits/append", "{\"record\":{\"page\":null}}").errorPath())
			.isEqualTo("record.page");
		assertThat(this.client.post("/records/visits/append", "{\"record\":{\"page\":\"/\",\"extra\":[{\"a\":1}]}}")
			.status()).isEqualTo(200);
		assertThat(this.emulator.records("visits"))
			.containsExactly(Map.of("page", "/", "extra", List.of(Map.of("a", 1))));
	}

	@Test
	void rejectsUpsertIntoObjectWithoutIdentityKeys() {
		assertThat(this.client.post("/records/visits/upsert", "{\"record\":{\"page\":\"/\"}}").errorPath())
			.isEqualTo("matchKey");
	}

	@Test
	void rejectsAppendWithMatchKey() {
		assertThat(this.client
			.post("/records/profiles/append", "{\"record\":{\"email\":\"a@example.com\"},\"matchKey\":\"email\"}")
			.errorPath()).isEqualTo("matchKey");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/records/people/upsert", "/records/..%2Fprofiles/upsert", "/records/a%2Fb/upsert",
			"/records/%2e%2e/upsert", "/records/../profiles/upsert", "/records/profiles%3Fx/upsert",
			"/records/profiles%0D%0A/upsert", "/records//upsert", "/records/profiles%20/upsert", "/nothing",
			"/records/profiles/upsert/" })
	void respondsNotFoundToUnknownPaths(String path) {
		Result result = this.client.post(path, "{\"record\":{\"email\":\"a@example.com\"}}");
		assertThat(result.status()).isEqualTo(404);
		assertThat(result.errorCode()).isEqualTo("CDP_ETL.NOT_FOUND");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "nonsense", "[]", "null", "{\"record\":{\"email\":\"a@example.com\"}} x" })
	void rejectsMalformedBody(String body) {
		Result result = this.client.post("/records/profiles/upsert", body);
		assertThat(result.status()).isEqualTo(400);
		assertThat(result.errorCode()).isEqualTo("CDP_ETL.VALIDATION.REQUEST_INVALID");
	}

	@Test
	void rejectsDeepJson() {
		Result result = this.client.post("/records/visits/append",
				"{\"record\":{\"extra\":" + "[".repeat(5000) + "]".repeat(5000) + "}}");
		assertThat(result.status()).isEqualTo(400);
	}

	@Test
	void rejectsOtherContentType() {
		assertThat(this.client.post("/records/profiles/upsert", "{}", "Content-Type", "text/plain").errorPath())
			.isEqualTo("Content-Type");
	}

	@Test
	void limitsSizeOfBatch() {
		Map<String, String> record = Map.of("order_id", "o");
		String path = "/records/orders/append-batch";
		assertThat(batch(path, Collections.nCopies(10_000, record)).status()).isEqualTo(202);
		assertThat(this.emulator.count("orders")).isEqualTo(10_000);
		assertThat(batch(path, Collections.nCopies(10_001, record)).errorPath()).isEqualTo("records");
		assertThat(batch(path, List.of()).errorPath()).isEqualTo("records");
		assertThat(batch(path, List.of(Map.of())).errorPath()).isEqualTo("records[0]");
		assertThat(this.emulator.count("orders")).isEqualTo(10_000);
	}

	@Test
	void limitsSizeOfBody() {
		String start = "{\"record\":{\"page\":\"";
		String end = "\"}}";
		String fits = start + "x".repeat(CallProcessor.MAX_BODY - start.length() - end.length()) + end;
		assertThat(this.client.post("/records/visits/append", fits).status()).isEqualTo(200);
		Result tooLarge = this.client.post("/records/visits/append", fits + " ");
		assertThat(tooLarge.status()).isEqualTo(413);
		assertThat(tooLarge.errorCode()).isEqualTo("CDP_ETL.VALIDATION.REQUEST_INVALID");
		assertThat(this.emulator.count("visits")).isEqualTo(1);
		assertThat(this.emulator.requests().get(0).body()).hasSize(LoggedRequest.BODY_LIMIT);
	}

	@Test
	void batchUpsertMergesWithinBatch() {
		Result result = batch("/records/profiles/upsert-batch",
				List.of(Map.of("email", "a@example.com", "city", "Rome"), Map.of("email", "b@example.com"),
						Map.of("email", "a@example.com", "city", "Oslo")));
		assertThat(result.data().get("acceptedRecords").asInt()).isEqualTo(3);
		assertThat(this.emulator.records("profiles")).containsExactly(Map.of("email", "a@example.com", "city", "Oslo"),
				Map.of("email", "b@example.com"));
	}

	@Test
	void rejectsBatchWithInvalidRecord() {
		Result result = batch("/records/profiles/upsert-batch", List.of(Map.of("email", "a@example.com"),
				Map.of("email", "b@example.com"), Map.of("emial", "c@example.com")));
		assertThat(result.status()).isEqualTo(422);
		assertThat(result.errorPath()).isEqualTo("records[2].emial");
		assertThat(this.emulator.count("profiles")).isZero();
	}

	@Test
	void respondsToBatchInline() {
		this.emulator.settings().batchResponseMode(BatchResponseMode.INLINE).partialBatches(true);
		JsonNode data = batch("/records/profiles/upsert-batch",
				List.of(Map.of("email", "a@example.com"), Map.of("email", "b"), Map.of("emial", "c@example.com")))
			.data();
		assertThat(data.get("acceptedRecords").asInt()).isEqualTo(1);
		assertThat(data.get("rejectedRecords").asInt()).isEqualTo(2);
		assertThat(data.at("/results/0/status").asString()).isEqualTo("accepted");
		assertThat(data.at("/results/1/error/details/path").asString()).isEqualTo("records[1].email");
		assertThat(data.at("/results/2/error/code").asString()).isEqualTo("CDP_ETL.VALIDATION.REQUEST_SCHEMA");
		assertThat(this.emulator.count("profiles")).isEqualTo(1);
	}

	@Test
	void respondsToBatchWithReceipt() {
		this.emulator.settings().batchResponseMode(BatchResponseMode.RECEIPT);
		Result result = batch("/records/orders/append-batch", List.of(Map.of("order_id", "1")));
		assertThat(result.status()).isEqualTo(200);
		assertThat(result.data()).isEqualTo(RawClient.JSON.readTree("""
				{"operation":"append","objectName":"orders","accepted":true,"acceptedAt":"2026-04-21T15:30:00Z",
				"acceptedRecords":1}"""));
	}

	@Test
	void respondsToBatchWithJobThatAdvancesWithEachPoll() {
		this.emulator.settings().partialBatches(true);
		Result created = batch("/records/orders/append-batch",
				List.of(Map.of("order_id", "1"), Map.of("order_id", 2), Map.of("order_id", "3")));
		assertThat(created.status()).isEqualTo(202);
		assertThat(created.data().get("status").asString()).isEqualTo("pending");
		String path = "/records/orders/jobs/" + created.data().get("jobId").asString();
		assertThat(this.client.get(path).data().get("status").asString()).isEqualTo("running");
		JsonNode ended = this.client.get(path).data();
		assertThat(ended.get("status").asString()).isEqualTo("completed");
		assertThat(ended.get("acceptedRecords").asInt()).isEqualTo(2);
		assertThat(ended.get("rejectedRecords").asInt()).isEqualTo(1);
		assertThat(ended.at("/results/0/index").asInt()).isEqualTo(1);
		assertThat(this.client.get(path).data().get("status").asString()).isEqualTo("completed");
		assertThat(this.client.get(path.replace("orders", "profiles")).status()).isEqualTo(404);
		assertThat(this.client.get("/records/orders/jobs/job_none").status()).isEqualTo(404);
	}

	@Test
	void completesJobAtOnceIfConfigured() {
		this.emulator.settings().instantJobs(true);
		Result created = batch("/records/orders/append-batch", List.of(Map.of("order_id", "1")));
		assertThat(this.client.get("/records/orders/jobs/" + created.data().get("jobId").asString())
			.data()
			.get("status")
			.asString()).isEqualTo("completed");
	}

	@Test
	void addsUnknownFieldsAndEnumValuesIfConfigured() {
		this.emulator.settings().unknownFields(true).unknownEnumValues(true);
		Result created = batch("/records/orders/append-batch", List.of(Map.of("order_id", "1")));
		assertThat(created.data().get("status").asString()).isEqualTo("pending_from_the_future");
		assertThat(created.body().has("fieldFromTheFuture")).isTrue();
		assertThat(created.data().has("fieldFromTheFuture")).isTrue();
		assertThat(batch("/records/orders/append-batch", List.of()).body()
			.at("/error/details/fieldFromTheFuture")
			.isObject()).isTrue();
		this.emulator.reset();
		assertThat(this.client.get("/metadata/objects").body().has("fieldFromTheFuture")).isFalse();
	}

	@Test
	void returnsReceivedRequests() {
		this.client.post("/records/profiles/upsert?x=1", "{\"record\":{\"email\":\"a@example.com\"}}",
				"x-correlation-id", "mine", "Idempotency-Key", "0f8fad5b-d9cb-469f-a165-70867728950e");
		this.client.get("/metadata/objects");
		this.client.get("/nothing");
		assertThat(this.emulator.requests()).extracting(ReceivedRequest::status).containsExactly(200, 200, 404);
		assertThat(this.emulator.requestCount()).isEqualTo(3);
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_UPSERT)).isEqualTo(1);
		ReceivedRequest request = this.emulator.requests(Endpoint.RECORDS_UPSERT).get(0);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/public/v1/records/profiles/upsert");
		assertThat(request.query()).isEqualTo("x=1");
		assertThat(request.body()).isEqualTo("{\"record\":{\"email\":\"a@example.com\"}}");
		assertThat(request.correlationId()).isEqualTo("mine");
		assertThat(request.responseCorrelationId()).isNotEqualTo("mine");
		assertThat(request.idempotencyKey()).isEqualTo("0f8fad5b-d9cb-469f-a165-70867728950e");
		assertThat(request.header("AUTHORIZATION")).startsWith("Bearer ");
		assertThat(request.receivedAt()).isEqualTo(NOW);
		assertThat(request).hasToString("POST /public/v1/records/profiles/upsert -> 200");
	}

	@Test
	void keepsOnlyLastRequests() {
		try (ExperitureEmulator small = ExperitureEmulator.builder().keptRequests(2).start()) {
			RawClient raw = new RawClient(small);
			IntStream.range(0, 5).forEach((i) -> raw.get("/metadata/objects?i=" + i));
			assertThat(small.requests()).extracting(ReceivedRequest::query).containsExactly("i=3", "i=4");
			assertThat(small.requestCount()).isEqualTo(5);
		}
	}

	@Test
	void insertsRecords() {
		this.emulator.insert("profiles", Map.of("email", "a@example.com"));
		assertThat(this.emulator.record("profiles", "email", "a@example.com")).isPresent();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.emulator.insert("profiles", Map.of("emial", "a@example.com")))
			.withMessageContaining("record.emial");
		assertThatIllegalArgumentException().isThrownBy(() -> this.emulator.records("people"))
			.withMessageContaining("profiles");
		assertThatIllegalArgumentException().isThrownBy(() -> this.emulator.record("profiles", "shoe", 1));
		assertThat(this.emulator.requestCount()).isZero();
	}

	@Test
	void resetRemovesRecordsAndRestoresSettings() {
		upsert(Map.of("email", "a@example.com"));
		this.emulator.settings().batchResponseMode(BatchResponseMode.INLINE);
		this.emulator.reset();
		assertThat(this.emulator.records("profiles")).isEmpty();
		assertThat(this.emulator.requestCount()).isZero();
		assertThat(this.emulator.record("profiles", "email", "a@example.com")).isEmpty();
		assertThat(batch("/records/orders/append-batch", List.of(Map.of("order_id", "1"))).status()).isEqualTo(202);
	}

	private Result batch(String path, List<?> records) {
		return this.client.post(path, RawClient.json(Map.of("records", records)));
	}

	private void upsert(Map<String, ?> record) {
		assertThat(this.client.post("/records/profiles/upsert", RawClient.record(record)).status()).isEqualTo(200);
	}

}
