package com.experiture.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.ValidationException;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.receipt.RecordsJob;
import com.experiture.client.receipt.WriteReceipt;
import com.experiture.client.records.RecordsClient;
import com.experiture.client.settings.RetrySettings;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds the documented examples of record and profile calls, byte for byte, in both
 * directions.
 */
class RecordsContractTests {

	private static final String CORRELATION_ID = "1c6d1ad2-2b3c-4d5e-8f90-a1b2c3d4e5f6";

	@RegisterExtension
	static final WireMockExtension api = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	private ExperitureClient client;

	private RecordsClient records;

	@BeforeEach
	void createClient() {
		this.client = ExperitureClient.builder()
			.baseUrl(URI.create(api.baseUrl() + "/public/v1"))
			.tokenProvider(new FixedToken())
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
			.build();
		this.records = this.client.records();
	}

	@AfterEach
	void closeClient() {
		this.client.close();
	}

	@Test
	void upsertSendsTheDocumentedBodyAndReadsTheDocumentedReceipt() {
		api.stubFor(post("/public/v1/records/profiles/upsert").willReturn(okJson("""
				{"success":true,"data":{"operation":"upsert","objectName":"profiles","accepted":true,
				"acceptedAt":"2026-04-21T15:30:00Z","acceptedRecords":1,"matchKey":"email"},
				"correlationId":"%s"}""".formatted(CORRELATION_ID))));
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("email", "jane@example.com");
		record.put("phone", null);
		WriteReceipt receipt = this.records.upsert("profiles", record, "email");
		assertThat(receipt).isEqualTo(new WriteReceipt("upsert", "profiles", true,
				Instant.parse("2026-04-21T15:30:00Z"), 1, "email", Map.of()));
		api.verify(postRequestedFor(urlEqualTo("/public/v1/records/profiles/upsert")).withRequestBody(equalToJson("""
				{"record":{"email":"jane@example.com","phone":null},"matchKey":"email"}""")));
	}

	@Test
	void requestCarriesTheDocumentedHeaders() {
		respond(receipt());
		IdempotencyKey key = IdempotencyKey.of("order", 1);
		this.records.with(CallOptions.builder().idempotencyKey(key).correlationId("my-id").build())
			.append("orders", Map.of("order_id", 1));
		LoggedRequest request = api.findAll(postRequestedFor(anyUrl())).get(0);
		assertThat(request.getHeader("Authorization")).isEqualTo("Bearer secret-token");
		assertThat(request.getHeader("Content-Type")).isEqualTo("application/json;charset=UTF-8");
		assertThat(request.getHeader("Idempotency-Key")).isEqualTo(key.toString());
		assertThat(request.getHeader("x-correlation-id")).isEqualTo("my-id");
		assertThat(request.getHeader("Content-Length")).isEqualTo(Integer.toString(request.getBody().length));
	}

	@Test
	void everyWriteHasARandomKeyOfItsOwnAndReadsHaveNone() {
		respond(receipt());
		this.records.append("orders", Map.of("order_id", 1));
		this.records.append("orders", Map.of("order_id", 1));
		this.records.getJob("orders", "job-1");
		List<String> keys = api.getAllServeEvents()
			.stream()
			.map((event) -> event.getRequest().getHeader("Idempotency-Key"))
			.toList();
		assertThat(keys).hasSize(3).doesNotHaveDuplicates().containsNull();
		assertThat(keys).filteredOn((key) -> key != null)
			.allSatisfy((key) -> assertThat(UUID.fromString(key).version()).isEqualTo(4));
	}

	@Test
	void appendReceiptMayLackMatchKeyAndEnvelopeMayLackCorrelationId() {
		respond(okJson("""
				{"success":true,"data":{"operation":"append","objectName":"orders","accepted":true,
				"acceptedAt":"2026-04-21T15:30:00Z","acceptedRecords":1}}"""));
		WriteReceipt receipt = this.records.append("orders", Map.of("order_id", 1));
		assertThat(receipt.matchKey()).isNull();
		assertThat(receipt.accepted()).isTrue();
	}

	@Test
	void keepsUnknownFields() {
		respond(okJson("""
				{"success":true,"new":[1],"data":{"operation":"upsert","accepted":true,"shard":{"id":7}}}"""));
		WriteReceipt receipt = this.records.upsert("profiles", Map.of("email", "jane@example.com"));
		assertThat(receipt.additionalProperties()).containsOnlyKeys("shard");
		assertThat(receipt.additionalProperties().get("shard").path("id").asInt()).isEqualTo(7);
	}

	@Test
	void batchIsReadAsAJob() {
		respond(okJson("""
				{"success":true,"data":{"jobId":"job-1","status":"pending"}}"""));
		BatchReceipt receipt = this.records.upsertBatch("profiles",
				List.of(Map.of("email", "a@example.com"), Map.of("email", "b@example.com")), "email");
		assertThat(receipt.jobId()).isEqualTo("job-1");
		assertThat(receipt.acceptedRecords()).isNull();
		api.verify(
				postRequestedFor(urlEqualTo("/public/v1/records/profiles/upsert-batch")).withRequestBody(equalToJson("""
						{"records":[{"email":"a@example.com"},{"email":"b@example.com"}],"matchKey":"email"}""")));
	}

	@Test
	void batchIsReadAsInlineOutcomes() {
		respond(okJson("""
				{"success":true,"data":{"acceptedRecords":1,"rejectedRecords":1,"results":[
				{"index":0,"accepted":true},
				{"index":1,"accepted":false,"error":{"code":"CDP_ETL.VALIDATION.REQUEST_SCHEMA",
				"message":"unknown field","details":{"path":"records[1].emial"}}}]}}"""));
		BatchReceipt receipt = this.records.appendBatch("orders", List.of(Map.of("id", 1), Map.of("id", 2)));
		assertThat(receipt.jobId()).isNull();
		assertThat(receipt.acceptedRecords()).isEqualTo(1);
		assertThat(receipt.results()).containsExactly(new RecordResult(0, true, null, null, null),
				new RecordResult(1, false, "CDP_ETL.VALIDATION.REQUEST_SCHEMA", "records[1].emial", "unknown field"));
	}

	@Test
	void batchIsReadAsAReceipt() {
		respond(receipt());
		BatchReceipt receipt = this.records.appendBatch("orders", List.of(Map.of("id", 1)));
		assertThat(receipt.jobId()).isNull();
		assertThat(receipt.results()).isEmpty();
		assertThat(receipt.acceptedRecords()).isEqualTo(1);
		assertThat(receipt.json().path("operation").asString()).isEqualTo("upsert");
	}

	@ParameterizedTest
	@CsvSource({ "completed, true, true", "failed, true, false", "running, false, false",
			"frobnicating, false, false" })
	void jobStatesThatAreNotKnownAreNotTerminal(String state, boolean terminal, boolean succeeded) {
		respond(okJson("""
				{"success":true,"data":{"jobId":"job-1","status":"%s"}}""".formatted(state)));
		RecordsJob job = this.records.getJob("profiles", "job-1");
		assertThat(job.state()).hasToString(state);
		assertThat(job.state().isTerminal()).isEqualTo(terminal);
		assertThat(job.state().isSucceeded()).isEqualTo(succeeded);
	}

	@Test
	void waitEndsWithTheJob() {
		respond(okJson("{\"success\":true,\"data\":{\"jobId\":\"job-1\",\"state\":\"done\"}}"));
		PollOptions<Object> wait = PollOptions.builder().timeout(Duration.ofSeconds(10)).build();
		assertThat(this.records.awaitJob("profiles", "job-1", wait).state().isSucceeded()).isTrue();
		StepVerifier.create(this.client.reactive().records().awaitJob("profiles", "job-1", wait))
			.expectNextMatches((job) -> "job-1".equals(job.id()))
			.verifyComplete();
		api.verify(2, getRequestedFor(urlEqualTo("/public/v1/records/profiles/jobs/job-1")));
	}

	@Test
	void listenerOfAWaitGetsEachReadAndCannotEndIt() {
		respond(okJson("{\"success\":true,\"data\":{\"jobId\":\"job-1\",\"state\":\"done\"}}"));
		List<String> states = new ArrayList<>();
		PollOptions<RecordsJob> wait = PollOptions.<RecordsJob>builder()
			.timeout(Duration.ofSeconds(10))
			.onProgress((RecordsJob job) -> {
				states.add(job.state().value());
				throw new IllegalStateException("no interest");
			})
			.build();
		assertThat(this.records.awaitJob("profiles", "job-1", wait).state().isSucceeded()).isTrue();
		assertThat(states).containsExactly("done");
	}

	@Test
	void profileIsUpserted() {
		respond(receipt());
		this.client.profiles().upsert(Map.of("email", "jane@example.com"), "email");
		api.verify(postRequestedFor(urlEqualTo("/public/v1/profiles/upsert")).withRequestBody(equalToJson("""
				{"record":{"email":"jane@example.com"},"matchKey":"email"}""")));
	}

	@Test
	void documentedErrorIsReadWithoutItsValue() {
		respond(error(400, """
				{"success":false,"correlationId":"%s","error":{"code":"CDP_ETL.VALIDATION.REQUEST_INVALID",
				"message":"not-an-email is no e-mail address, neither is bob@x",
				"details":{"path":"records[2].email","value":"not-an-email"},
				"remediation":"Correct the address"}}""".formatted(CORRELATION_ID)));
		assertThatExceptionOfType(ValidationException.class)
			.isThrownBy(() -> this.records.upsert("profiles", Map.of("email", "not-an-email")))
			.satisfies((ex) -> {
				assertThat(ex.error().code()).isEqualTo("CDP_ETL.VALIDATION.REQUEST_INVALID");
				assertThat(ex.error().path()).isEqualTo("records[2].email");
				assertThat(ex.error().remediation()).isEqualTo("Correct the address");
				assertThat(ex.call().endpoint()).isEqualTo("records.upsert");
				assertThat(ex.call().serverCorrelationId()).isEqualTo(CORRELATION_ID);
				assertThat(ex.call().attempts()).isEqualTo(1);
			})
			.withMessageContaining("POST /records/{object_name}/upsert")
			.withMessageContaining(CORRELATION_ID)
			.withMessageContaining("records[2].email")
			.withMessageNotContaining("not-an-email")
			.withMessageNotContaining("bob@x");
	}

	@Test
	void errorMayLackAllThatIsOptional() {
		respond(error(422, """
				{"success":false,"error":{"code":"CDP_ETL.VALIDATION.REQUEST_SCHEMA","message":"no such field"}}"""));
		assertThatExceptionOfType(ValidationException.class)
			.isThrownBy(() -> this.records.upsert("profiles", Map.of("emial", "x")))
			.satisfies((ex) -> assertThat(ex.call().serverCorrelationId()).isNull());
	}

	@Test
	void failureWithASuccessStatusIsAFailure() {
		respond(okJson("""
				{"success":false,"error":{"code":"CDP_ETL.VALIDATION.REQUEST_INVALID","message":"no"}}"""));
		assertThatExceptionOfType(ValidationException.class)
			.isThrownBy(() -> this.records.upsert("profiles", Map.of("email", "x")));
		respond(okJson("""
				{"success":false}"""));
		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> this.records.upsert("profiles", Map.of("email", "x")))
			.isExactlyInstanceOf(ApiException.class);
	}

	@Test
	void failsOnResponseWithoutData() {
		respond(okJson("""
				{"success":true}"""));
		assertThatExceptionOfType(InvalidResponseException.class)
			.isThrownBy(() -> this.records.upsert("profiles", Map.of("email", "x")))
			.withMessageContaining("no field 'data'");
	}

	private static ResponseDefinitionBuilder receipt() {
		return okJson("""
				{"success":true,"data":{"operation":"upsert","objectName":"profiles","accepted":true,
				"acceptedAt":"2026-04-21T15:30:00Z","acceptedRecords":1,"matchKey":"email"}}""");
	}

	private static ResponseDefinitionBuilder error(int status, String body) {
		return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
	}

	private static void respond(ResponseDefinitionBuilder response) {
		api.stubFor(any(anyUrl()).willReturn(response));
	}

}
