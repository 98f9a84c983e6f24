package com.experiture.emulator.internal.imports;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.RawClient;
import com.experiture.emulator.RawClient.Result;
import com.experiture.emulator.ReceivedUpload;
import com.experiture.emulator.internal.upload.UploadSlot;

import static org.assertj.core.api.Assertions.assertThat;

class ImportsApiTests {

	private static final String CSV = """
			E-mail,Vorname,Punkte,Kommentar
			ada@example.com,Ada,7,"one, ""two""
			three"
			grace@example.com,Grace,,
			not-an-email,Nobody,1,
			linus@example.com,Linus,seven,
			alan@example.com,Alan,9
			""";

	private static final String MAPPING = """
			{"mappings":[{"sourceColumn":"E-mail","targetField":"email"},
			{"sourceColumn":"Vorname","targetField":"first_name"},
			{"sourceColumn":"Punkte","targetField":"loyalty_points"},
			{"sourceColumn":"Kommentar","targetField":"city"}],"writeMode":"upsert","matchKey":"email"}""";

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-21T15:30:00Z"));

	private final ExperitureEmulator emulator = ExperitureEmulator.builder()
		.clock(this.now::get)
		.tokenLifetime(Duration.ofDays(30))
		.start();

	private final RawClient client = new RawClient(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@Test
	void createReturnsUploadUrlOfAnotherOrigin() {
		Result result = create("people.csv", 10, Map.of());
		assertThat(result.status()).isEqualTo(201);
		JsonNode job = result.data();
		assertThat(job.get("jobId").asString()).isNotEmpty();
		assertThat(job.get("expiresAt").asString()).isEqualTo("2026-04-21T16:30:00Z");
		assertThat(job.get("landingPath").asString()).isEqualTo("jobs/" + job.get("jobId").asString() + "/file");
		URI uploadUrl = uploadUrl(job);
		assertThat(uploadUrl.getAuthority()).isNotEqualTo(this.emulator.baseUrl().getAuthority());
		assertThat(uploadUrl.getQuery()).contains("Signature");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"objectName":"profiles","fileName":"a.csv"}                                              | 400 | fileSize
					{"objectName":"profiles","fileName":"a.csv","fileSize":0}                                 | 400 | fileSize
					{"objectName":"profiles","fileName":"a.xls","fileSize":1}                                 | 400 | fileName
					{"fileName":"a.csv","fileSize":1}                                                         | 400 | objectName
					{"objectName":"people","fileName":"a.csv","fileSize":1}                                   | 404 | ''
					{"objectName":"profiles","fileName":"a.csv","fileSize":1,"createList":true}               | 400 | listName
					{"objectName":"profiles","fileName":"a.csv","fileSize":1,"createAudience":true}           | 400 | audienceName
					{"objectName":"profiles","fileName":"a.csv","fileSize":1,"targetListId":"lst_none"}       | 404 | ''
					""")
	void rejectsInvalidJob(String body, int status, String path) {
		Result result = this.client.post("/import-jobs", body);
		assertThat(result.status()).isEqualTo(status);
		assertThat(result.errorPath()).isEqualTo(path);
	}

	@Test
	void importsRows() {
		this.emulator.insert("profiles", Map.of("email", "ada@example.com", "country", "GB"));
		String id = uploaded("people.csv", CSV, Map.of());
		assertThat(state(id)).isEqualTo("pending");
		assertThat(this.client.post("/import-jobs/" + id + "/mapping", MAPPING).data().get("status").asString())
			.isEqualTo("ready");
		assertThat(this.client.post("/import-jobs/" + id + "/start", "").data().get("status").asString())
			.isEqualTo("running");
		assertThat(state(id)).isEqualTo("running");
		JsonNode ended = this.client.get("/import-jobs/" + id).data();
		assertThat(ended.get("status").asString()).isEqualTo("completed");
		assertThat(ended.get("totalRows").asInt()).isEqualTo(5);
		assertThat(ended.get("acceptedRows").asInt()).isEqualTo(2);
		assertThat(ended.get("rejectedRows").asInt()).isEqualTo(3);
		assertThat(this.emulator.records("profiles")).containsExactly(
				Map.of("email", "ada@example.com", "first_name", "Ada", "loyalty_points", 7L, "city",
						"one, \"two\"\nthree", "country", "GB"),
				Map.of("email", "grace@example.com", "first_name", "Grace"));
		JsonNode errors = this.client.get("/import-jobs/" + id + "/errors?pageSize=2").data();
		assertThat(errors.get("total").asInt()).isEqualTo(3);
		assertThat(errors.get("items")).extracting((error) -> error.get("row").asInt()).containsExactly(3, 4);
		assertThat(errors.get("items")).extracting((error) -> error.get("field").asString())
			.containsExactly("email", "loyalty_points");
		assertThat(errors.toString()).doesNotContain("not-an-email");
	}

	@Test
	void importsColumnsNamedLikeFieldsWithoutMappings() {
		String id = uploaded("orders.csv", "order_id,total\no-1,1.50\no-1,2\n", Map.of("objectName", "orders"));
		run(id, "{}");
		assertThat(this.emulator.records("orders")).extracting((order) -> order.get("total").toString())
			.containsExactly("1.50", "2");
	}

	@Test
	void importsJsonLines() {
		String id = uploaded("people.jsonl", """
				{"email":"ada@example.com","loyalty_points":7}

				{"email":"grace@example.com","email_opt_in":true}
				nonsense
				{"emial":"x@example.com"}
				""", Map.of());
		run(id, "{}");
		assertThat(this.emulator.records("profiles")).containsExactly(
				Map.of("email", "ada@example.com", "loyalty_points", 7),
				Map.of("email", "grace@example.com", "email_opt_in", true));
		assertThat(this.client.get("/import-jobs/" + id + "/errors").data().get("items"))
			.extracting((error) -> error.get("code").asString())
			.containsExactly("CDP_ETL.VALIDATION.REQUEST_INVALID", "CDP_ETL.VALIDATION.REQUEST_SCHEMA");
	}

	@Test
	void createsListsAndAudiencesFromValidRows() {
		String listId = this.client.post("/lists", "{\"name\":\"target\"}").data().get("id").asString();
		String id = uploaded("people.csv", CSV, Map.of("createList", true, "listName", "made", "createAudience", true,
				"audienceName", "imported", "targetListId", listId));
		run(id, MAPPING);
		assertThat(this.emulator.listMembers("made")).containsExactlyInAnyOrder("ada@example.com", "grace@example.com");
		assertThat(this.emulator.listMembers("target")).hasSize(2);
		assertThat(this.client.get("/lists").data().get("items")).extracting((list) -> list.get("name").asString())
			.containsExactly("target", "made");
		String audienceId = this.emulator.fixtures().audienceId("imported");
		assertThat(this.client.post("/audiences/" + audienceId + "/preview", "{}").data().get("matchCount").asInt())
			.isEqualTo(2);
		this.emulator.settings().uniqueListNames(true);
		assertThat(create("again.csv", 1, Map.of("createList", true, "listName", "made")).errorPath())
			.isEqualTo("listName");
	}

	@Test
	void rejectsStepsOutOfOrder() {
		String id = create("people.csv", 5, Map.of()).data().get("jobId").asString();
		assertThat(this.client.post("/import-jobs/" + id + "/start", "").errorPath()).isEqualTo("status");
		assertThat(this.client.post("/import-jobs/" + id + "/mapping", "{}").status()).isEqualTo(400);
		assertThat(state(id)).isEqualTo("pending");
		String ready = uploaded("people.csv", CSV, Map.of());
		this.client.post("/import-jobs/" + ready + "/mapping", MAPPING);
		assertThat(this.client.post("/import-jobs/" + ready + "/mapping", MAPPING).status()).isEqualTo(400);
		assertThat(this.client.get("/import-jobs/imp_none").status()).isEqualTo(404);
		assertThat(this.client.get("/import-jobs/" + id + "/errors").data().get("items")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"mappings":[{"sourceColumn":"Nope","targetField":"email"}]}                       | 400 | mappings[0].sourceColumn
					{"mappings":[{"sourceColumn":"E-mail","targetField":"emial"}]}                     | 422 | mappings[0].targetField
					{"mappings":[{"targetField":"email"}]}                                             | 400 | mappings[0].sourceColumn
					{}                                                                                 | 422 | mappings
					{"mappings":[{"sourceColumn":"E-mail","targetField":"email"}],"matchKey":"city"}   | 400 | matchKey
					{"mappings":[{"sourceColumn":"E-mail","targetField":"email"}],"writeMode":"merge"} | 400 | writeMode
					""")
	void rejectsInvalidMapping(String body, int status, String path) {
		String id = uploaded("people.csv", CSV, Map.of());
		Result result = this.client.post("/import-jobs/" + id + "/mapping", body);
		assertThat(result.status()).isEqualTo(status);
		assertThat(result.errorPath()).isEqualTo(path);
		assertThat(state(id)).isEqualTo("pending");
	}

	@Test
	void failsJobIfConfigured() {
		this.emulator.settings().failingJobs(true).instantJobs(true);
		String id = uploaded("people.csv", CSV, Map.of());
		this.client.post("/import-jobs/" + id + "/mapping", MAPPING);
		this.client.post("/import-jobs/" + id + "/start", "");
		assertThat(state(id)).isEqualTo("failed");
		assertThat(this.emulator.records("profiles")).isEmpty();
	}

	@Test
	void rejectsInvalidUpload() {
		byte[] file = CSV.getBytes(StandardCharsets.UTF_8);
		JsonNode job = create("people.csv", file.length, Map.of()).data();
		URI url = uploadUrl(job);
		BodyPublisher body = BodyPublishers.ofByteArray(file);
		assertThat(put(url, body, "Content-Type", "text/csv", "Authorization", "Bearer x").statusCode()).isEqualTo(400);
		assertThat(put(url, body, "Content-Type", "text/csv", "x-correlation-id", "x").statusCode()).isEqualTo(400);
		assertThat(put(url, body, "Content-Type", "text/csv", "Idempotency-Key", "x").statusCode()).isEqualTo(400);
		assertThat(put(url, body, "Content-Type", "application/json").statusCode()).isEqualTo(400);
		assertThat(put(url, BodyPublishers.ofString("short"), "Content-Type", "text/csv").statusCode()).isEqualTo(400);
		BodyPublisher chunked = BodyPublishers.ofByteArrays(List.of(file));
		assertThat(put(url, chunked, "Content-Type", "text/csv").statusCode()).isEqualTo(411);
		URI unsigned = URI.create(url.toString().replaceAll(".{5}$", "00000"));
		HttpResponse<String> refused = put(unsigned, body, "Content-Type", "text/csv");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("SignatureDoesNotMatch");
		assertThat(
				put(URI.create(url.toString().replace("imp_", "imp_x")), body, "Content-Type", "text/csv").statusCode())
			.isEqualTo(404);
		this.now.set(this.now.get().plus(Duration.ofHours(1)));
		assertThat(put(url, body, "Content-Type", "text/csv").statusCode()).isEqualTo(403);
		this.now.set(this.now.get().minusSeconds(1));
		assertThat(put(url, body, "Content-Type", "text/csv").statusCode()).isEqualTo(200);
		assertThat(this.emulator.uploads()).extracting(ReceivedUpload::status)
			.containsExactly(400, 400, 400, 400, 400, 411, 403, 404, 403, 200);
		assertThat(this.emulator.uploads().get(9).receivedBytes()).isEqualTo(file.length);
		assertThat(this.emulator.uploads()).noneMatch((upload) -> upload.toString().contains("Signature="));
	}

	@Test
	void countsRowsOfLargeFile() {
		long size = UploadSlot.LARGEST_KEPT + 1;
		JsonNode job = create("big.csv", size, Map.of()).data();
		byte[] line = ("x".repeat((1 << 20) - 1) + "\n").getBytes(StandardCharsets.UTF_8);
		Stream<byte[]> lines = Stream.concat(Stream.generate(() -> line).limit(256), Stream.of(new byte[] { 'y' }));
		BodyPublisher body = BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(lines::iterator), size);
		assertThat(put(uploadUrl(job), body, "Content-Type", "text/csv").statusCode()).isEqualTo(200);
		String id = job.get("jobId").asString();
		run(id, "{}");
		assertThat(this.client.get("/import-jobs/" + id).data().get("acceptedRows").asInt()).isEqualTo(256);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			people.csv   | 'email,first_name\\na@example.com,J\u00FC\\nb@example.com,Bob\\n'
			people.csv   | 'email,first_name\\na@example.com,"x"y\\nb@example.com,Bob\\n'
			people.csv   | 'email,first_name\\na@example.com\\nb@example.com,Bob\\n'
			people.jsonl | '{"email":"a@example.com","first_name":"J\u00FC"}\\n{"email":"b@example.com"}\\n'
			people.jsonl | '{"email":\\n{"email":"b@example.com"}\\n'
			people.jsonl | '[{"email":"a@example.com"}]\\n{"email":"b@example.com"}\\n'
			people.jsonl | '@{@}\\n{"email":"b@example.com"}\\n'
			people.jsonl | '{"email":{"a":[]}}\\n{"email":"b@example.com"}\\n'
			""")
	void rejectsOnlyMalformedRow(String name, String content) {
		byte[] latin = content.replace("\\n", "\n").replace("@{@}", "\0{\0}").getBytes(StandardCharsets.ISO_8859_1);
		String id = uploaded(name, latin, Map.of());
		run(id, "{}");
		assertThat(this.client.get("/import-jobs/" + id).data().path("rejectedRows").asInt()).isOne();
		assertThat(this.client.get("/import-jobs/" + id).data().path("acceptedRows").asInt()).isOne();
		assertThat(this.emulator.record("profiles", "email", "b@example.com")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stra\u00DFe,email\n", "\"email\n", "\"email\"x,city\n" })
	void rejectsMalformedHeader(String header) {
		String id = uploaded("people.csv", header.getBytes(StandardCharsets.ISO_8859_1), Map.of());
		assertThat(this.client.post("/import-jobs/" + id + "/mapping", "{}").status()).isEqualTo(400);
	}

	private Result create(String fileName, long size, Map<String, ?> options) {
		Map<String, Object> body = new HashMap<>(
				Map.of("objectName", "profiles", "fileName", fileName, "fileSize", size));
		body.putAll(options);
		return this.client.post("/import-jobs", RawClient.json(body));
	}

	private String uploaded(String fileName, String content, Map<String, ?> options) {
		return uploaded(fileName, content.getBytes(StandardCharsets.UTF_8), options);
	}

	private String uploaded(String fileName, byte[] file, Map<String, ?> options) {
		JsonNode job = create(fileName, file.length, options).data();
		assertThat(put(uploadUrl(job), BodyPublishers.ofByteArray(file), "Content-Type", "text/csv").statusCode())
			.isEqualTo(200);
		return job.get("jobId").asString();
	}

	private void run(String id, String mapping) {
		this.emulator.settings().instantJobs(true);
		assertThat(this.client.post("/import-jobs/" + id + "/mapping", mapping).status()).isEqualTo(200);
		assertThat(this.client.post("/import-jobs/" + id + "/start", "{}").status()).isEqualTo(200);
		assertThat(state(id)).isEqualTo("completed");
	}

	private String state(String id) {
		return this.client.get("/import-jobs/" + id).data().get("status").asString();
	}

	private HttpResponse<String> put(URI url, BodyPublisher body, String... headers) {
		return this.client.exchange(HttpRequest.newBuilder(url).PUT(body).headers(headers).build());
	}

	private static URI uploadUrl(JsonNode job) {
		return URI.create(job.get("uploadUrl").asString());
	}

}
