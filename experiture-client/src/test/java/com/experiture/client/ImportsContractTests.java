package com.experiture.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import com.experiture.client.call.PollOptions;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.imports.CreatedImport;
import com.experiture.client.imports.ImportJob;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportRequest;
import com.experiture.client.imports.ImportRowError;
import com.experiture.client.imports.ImportState;
import com.experiture.client.imports.ImportsClient;
import com.experiture.client.metadata.WriteMode;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests import calls with the documented examples of requests and responses.
 */
class ImportsContractTests extends ContractTests {

	private static final String CREATED = """
			{"jobId":"job_01","uploadUrl":"https://uploads.example.com/landing/job_01?signature=s3cr3t",
			"expiresAt":"2026-04-21T16:30:00Z","landingPath":"jobs/job_01/file"}""";

	private ImportsClient imports;

	@BeforeEach
	void imports() {
		this.imports = this.client.imports();
	}

	@Test
	void createsJob() {
		respond(jsonResponse("{\"success\":true,\"data\":" + CREATED + "}", 201));
		CreatedImport created = this.imports
			.create(ImportRequest.builder("profiles", "profiles.csv", 73400320).createList("Spring import").build());
		assertSent("POST /import-jobs", """
				{"objectName":"profiles","fileName":"profiles.csv","fileSize":73400320,
				"createList":true,"listName":"Spring import"}""");
		assertThat(UUID.fromString(onlyRequest().getHeader("Idempotency-Key")).version()).isEqualTo(4);
		assertThat(created)
			.isEqualTo(new CreatedImport("job_01", "https://uploads.example.com/landing/job_01?signature=s3cr3t",
					Instant.parse("2026-04-21T16:30:00Z"), "jobs/job_01/file", Map.of()));
	}

	@Test
	void waitsForEndOfJob() {
		respondWithData("{\"jobId\":\"job_01\",\"status\":\"failed\"}");
		PollOptions<Object> wait = PollOptions.builder().timeout(Duration.ofSeconds(10)).build();
		assertThat(this.imports.await("job_01", wait).state()).isEqualTo(ImportState.FAILED);
		StepVerifier.create(this.client.reactive().imports().await("job_01", wait))
			.expectNextMatches((job) -> "job_01".equals(job.id()))
			.verifyComplete();
		assertThat(requests()).containsExactly("GET /import-jobs/job_01", "GET /import-jobs/job_01");
	}

	@Test
	void sendsOnlyGivenFields() {
		respondWithData(CREATED);
		this.imports.create(ImportRequest.builder("orders", "orders.parquet", 1).build());
		assertSent("POST /import-jobs", """
				{"objectName":"orders","fileName":"orders.parquet","fileSize":1}""");
	}

	@Test
	void sendsAllFields() {
		respondWithData(CREATED);
		this.imports.create(ImportRequest.builder("orders", "orders.jsonl", 10_000_000_000L)
			.createAudience("Buyers")
			.targetListId("lst_01")
			.additionalProperty("delimiter", ";")
			.additionalProperty("options", Map.of("header", true))
			.build());
		assertSent("POST /import-jobs", """
				{"objectName":"orders","fileName":"orders.jsonl","fileSize":10000000000,"createAudience":true,
				"audienceName":"Buyers","targetListId":"lst_01","delimiter":";","options":{"header":true}}""");
	}

	@ParameterizedTest
	@MethodSource
	void rejectsInvalidRequest(String field, ImportRequest request) {
		assertRejected("imports.create", field, () -> this.imports.create(request));
	}

	static Stream<Arguments> rejectsInvalidRequest() {
		return Stream.of(arguments("objectName", ImportRequest.builder("", "a.csv", 1).build()),
				arguments("fileName", ImportRequest.builder("profiles", " ", 1).build()),
				arguments("fileSize", ImportRequest.builder("profiles", "a.csv", 0).build()),
				arguments("fileSize", ImportRequest.builder("profiles", "a.csv", -1).build()),
				arguments("listName",
						new ImportRequest("profiles", "a.csv", 1, true, null, null, null, null, Map.of())),
				arguments("listName", ImportRequest.builder("profiles", "a.csv", 1).createList(" ").build()),
				arguments("audienceName",
						new ImportRequest("profiles", "a.csv", 1, null, null, true, null, null, Map.of())),
				arguments("targetListId",
						ImportRequest.builder("profiles", "a.csv", 1).createList("L").targetListId("lst_01").build()),
				arguments("targetListId", ImportRequest.builder("profiles", "a.csv", 1).targetListId("").build()));
	}

	@Test
	void textContainsNoUploadUrl() {
		respondWithData(CREATED.replace("}", ",\"mirrorUrl\":\"https://m.example.com/?signature=s3cr3t\"}"));
		CreatedImport created = this.imports.create(ImportRequest.builder("profiles", "profiles.csv", 1).build());
		assertThat(created.additionalProperties()).containsOnlyKeys("mirrorUrl");
		assertThat(created.toString()).contains("job_01").doesNotContain("s3cr3t", "signature");
		respondWithData(CREATED.replace("\"jobId\"", "\"status\":\"pending\",\"jobId\""));
		assertThat(this.imports.get("job_01").toString()).contains("pending").doesNotContain("s3cr3t");
	}

	@ParameterizedTest
	@CsvSource({ "jobId, data.jobId", "uploadUrl, data.uploadUrl" })
	void rejectsCreatedJobWithoutIdOrUploadUrl(String field, String path) {
		respondWithData(CREATED.replace(field, "other"));
		assertThatExceptionOfType(InvalidResponseException.class)
			.isThrownBy(() -> this.imports.create(ImportRequest.builder("profiles", "profiles.csv", 1).build()))
			.withMessageContaining(path)
			.withMessageNotContaining("s3cr3t");
	}

	@Test
	void readsResponseWithoutOptionalFields() {
		respondWithData("{\"jobId\":\"job_01\",\"uploadUrl\":\"https://uploads.example.com\"}");
		CreatedImport created = this.imports.create(ImportRequest.builder("profiles", "profiles.csv", 1).build());
		assertThat(created.expiresAt()).isNull();
		assertThat(created.landingPath()).isNull();
	}

	@Test
	void submitsMapping() {
		respondWithData("{\"jobId\":\"job_01\",\"status\":\"ready\"}");
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("E-mail", "email");
		fields.put("Vorname", "first_name");
		ImportJob job = this.imports.submitMapping("job_01",
				ImportMapping.of(fields).writeMode(WriteMode.UPSERT).matchKey("email"));
		assertSent("POST /import-jobs/job_01/mapping", """
				{"mappings":[{"sourceColumn":"E-mail","targetField":"email"},
				{"sourceColumn":"Vorname","targetField":"first_name"}],"writeMode":"upsert","matchKey":"email"}""");
		assertThat(job.state()).isEqualTo(ImportState.READY);
	}

	@Test
	void mapsColumnsToFieldsOfSameName() {
		respondWithData("{}");
		this.imports.submitMapping("job_01", ImportMapping.ofSameNames(List.of("email", "tier")));
		assertSent("POST /import-jobs/job_01/mapping", """
				{"mappings":[{"sourceColumn":"email","targetField":"email"},
				{"sourceColumn":"tier","targetField":"tier"}]}""");
	}

	@Test
	void submitsMappingWithOwnBody() {
		respondWithData("{}");
		this.imports.submitMapping("job_01", Map.of("columns", Map.of("E-mail", "email")));
		assertSent("POST /import-jobs/job_01/mapping", """
				{"columns":{"E-mail":"email"}}""");
		api.resetRequests();
		this.imports.submitMapping("job_01", new OwnMapping("auto", null));
		assertSent("POST /import-jobs/job_01/mapping", """
				{"detectionMode":"auto"}""");
		api.resetRequests();
		this.imports.submitMapping("job_01", tree("{\"columns\":null}"));
		assertSent("POST /import-jobs/job_01/mapping", """
				{"columns":null}""");
	}

	@Test
	void rejectsInvalidMapping() {
		assertRejected("imports.submit-mapping", "mappings",
				() -> this.imports.submitMapping("job_01", ImportMapping.of(Map.of())));
		assertRejected("imports.submit-mapping", "body", () -> this.imports.submitMapping("job_01", List.of("email")));
		assertRejected("imports.submit-mapping", "job_id",
				() -> this.imports.submitMapping("", ImportMapping.ofSameNames(List.of("email"))));
	}

	@Test
	void startsJob() {
		respondWithData("{\"jobId\":\"job_01\",\"status\":\"running\"}");
		assertThat(this.imports.start("job_01").state()).isEqualTo(ImportState.RUNNING);
		assertSent("POST /import-jobs/job_01/start", "{}");
		assertThat(onlyRequest().getHeader("Idempotency-Key")).isNotNull();
		api.resetRequests();
		this.imports.start("job_01", Map.of("dryRun", true));
		assertSent("POST /import-jobs/job_01/start", """
				{"dryRun":true}""");
	}

	@ParameterizedTest
	@MethodSource
	void readsMissingResponseOfStep(ResponseDefinitionBuilder response) {
		respond(response);
		ImportJob job = this.imports.start("job_01");
		assertThat(job.id()).isNull();
		assertThat(job.state().isTerminal()).isFalse();
		assertThat(job.json().isMissingNode()).isTrue();
		assertThat(this.imports.submitMapping("job_01", Map.of()).json().isMissingNode()).isTrue();
	}

	static Stream<ResponseDefinitionBuilder> readsMissingResponseOfStep() {
		return Stream.of(noContent(), okJson("{\"success\":true}"), okJson("""
				{"success":true,"data":null}"""));
	}

	@Test
	void readsJob() {
		respondWithData("""
				{"jobId":"job_01","objectName":"profiles","status":"running","totalRows":250000,
				"processedRows":120000,"acceptedRows":119990,"rejectedRows":10,"completedAt":null}""");
		ImportJob job = this.imports.get("job_01");
		assertThat(requests()).containsExactly("GET /import-jobs/job_01");
		assertThat(onlyRequest().getHeader("Idempotency-Key")).isNull();
		assertThat(job.id()).isEqualTo("job_01");
		assertThat(job.totalRows()).isEqualTo(250000);
		assertThat(job.processedRows()).isEqualTo(120000);
		assertThat(job.acceptedRows()).isEqualTo(119990);
		assertThat(job.rejectedRows()).isEqualTo(10);
		assertThat(job.json().path("objectName").asString()).isEqualTo("profiles");
	}

	@ParameterizedTest
	@CsvSource({ "pending, false", "ready, false", "running, false", "completed, true", "failed, true",
			"frobnicating, false" })
	void unknownStateIsNotTerminal(String state, boolean terminal) {
		respondWithData("{\"status\":\"%s\"}".formatted(state));
		ImportJob job = this.imports.get("job_01");
		assertThat(job.state()).hasToString(state).isEqualTo(new ImportState(state));
		assertThat(job.state().isTerminal()).isEqualTo(terminal);
		assertThat(job.totalRows()).isNull();
	}

	@Test
	void rejectsJobWithoutData() {
		respond(okJson("{\"success\":true}"));
		assertThatExceptionOfType(InvalidResponseException.class).isThrownBy(() -> this.imports.get("job_01"))
			.withMessageContaining("no field 'data'");
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"items":[{"row":17,"field":"email","code":"BAD","message":"ada is no address","value":"ada"}],
			"page":1,"pageSize":50,"total":1}""", """
			{"errors":[{"rowNumber":17,"column":"email","errorCode":"BAD","reason":"ada is no address"}]}""", """
			[{"line":17,"path":"email","code":"BAD","error":"ada is no address"}]""" })
	void readsErrors(String data) {
		respondWithData(data);
		List<ImportRowError> errors = this.imports.getErrors("job_01").toList();
		assertThat(requests()).containsExactly("GET /import-jobs/job_01/errors?page=1&pageSize=50");
		assertThat(errors).hasSize(1);
		ImportRowError error = errors.get(0);
		assertThat(error.row()).isEqualTo(17);
		assertThat(error.field()).isEqualTo("email");
		assertThat(error.code()).isEqualTo("BAD");
		assertThat(error.message()).isEqualTo("ada is no address");
		assertThat(error.toString()).contains("17", "email", "BAD").doesNotContain("ada");
	}

	@Test
	void readsErrorsAsPlainTexts() {
		respondWithData("[\"row 17: ada is no address\"]");
		ImportRowError error = this.imports.getErrors("job_01").findFirst().orElseThrow();
		assertThat(error.message()).isEqualTo("row 17: ada is no address");
		assertThat(error.row()).isNull();
		assertThat(error.toString()).doesNotContain("ada");
	}

	@Test
	void readsPagedErrors() {
		respondWithPage(1, "{\"items\":[{\"row\":1},{\"row\":2}],\"page\":1,\"pageSize\":2,\"total\":3}");
		respondWithPage(2, "{\"items\":[{\"row\":3}],\"page\":2,\"pageSize\":2,\"total\":3}");
		assertThat(this.imports.getErrors("job_01", 2)).extracting(ImportRowError::row).containsExactly(1L, 2L, 3L);
		assertThat(requests()).hasSize(2);
		StepVerifier.create(this.client.reactive().imports().getErrors("job_01", 2).take(2))
			.expectNextCount(2)
			.verifyComplete();
		assertThat(requests()).hasSize(3);
	}

	@Test
	void readsErrorsPagedAsPlainArrays() {
		respondWithPage(1, "[{\"row\":1},{\"row\":2}]");
		respondWithPage(2, "[{\"row\":3},{\"row\":4}]");
		respondWithPage(3, "[]");
		assertThat(this.imports.getErrors("job_01", 2)).extracting(ImportRowError::row).containsExactly(1L, 2L, 3L, 4L);
	}

	@Test
	void doesNotReadUnreadableErrorsAsNone() {
		respondWithData("{\"reportUrl\":\"https://uploads.example.com/errors?signature=s3cr3t\"}");
		assertThatExceptionOfType(InvalidResponseException.class)
			.isThrownBy(() -> this.imports.getErrors("job_01").toList())
			.withMessageNotContaining("s3cr3t");
	}

	@Test
	void readsNoErrors() {
		respondWithData("{\"items\":[],\"page\":1,\"pageSize\":50,\"total\":0}");
		assertThat(this.imports.getErrors("job_01")).isEmpty();
		respondWithData("[]");
		assertThat(this.imports.getErrors("job_01")).isEmpty();
	}

	private record OwnMapping(String detectionMode, String missing) {
	}

}
