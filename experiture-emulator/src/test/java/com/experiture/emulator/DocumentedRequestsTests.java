package com.experiture.emulator;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.RawClient.Result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The emulator accepts what the documentation accepts, responds with the documented
 * values and marks what it rejects beyond the documentation.
 */
class DocumentedRequestsTests {

	private static final String AUDIENCE = "7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11";

	private static final String JOURNEY = "0d8a4a8e-55f5-4f0a-9c1d-3f5e7a1b2c33";

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final RawClient client = new RawClient(this.emulator);

	@BeforeEach
	void define() {
		this.emulator.fixtures()
			.template("tpl_sms", "Short", "sms", true)
			.audience(AUDIENCE, "Romans", (profile) -> "Rome".equals(profile.get("city")), "city", "email")
			.record("profiles", Map.of("email", "ada@example.com", "city", "Rome", "first_name", "Ada"));
	}

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sms", "push", "direct_mail" })
	void ignoresSubjectLineOfOtherChannelsThanEmail(String channel) {
		this.emulator.fixtures().template("tpl_" + channel, "x", channel, true);
		String content = "{\"templateId\":\"tpl_" + channel + "\",\"subjectLine\":\"Hi\"}";
		Result created = create(channel, "\"content\":" + content);
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.data().get("content").has("subjectLine")).isFalse();
		Result bound = this.client.send("PUT", path(created) + "/content", content);
		assertThat(bound.status()).isEqualTo(200);
		assertThat(bound.data().at("/content/templateId").asString()).isEqualTo("tpl_" + channel);
		assertThat(bound.data().get("content").has("subjectLine")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"subjectLine\":\"Hi\"}", "{\"senderProfileId\":\"snd_1\"}",
			"{\"templateId\":null,\"senderProfileId\":null,\"subjectLine\":null}" })
	void acceptsContentWithoutTemplateAtCreation(String content) {
		Result created = create("email", "\"content\":" + content);
		assertThat(created.status()).isEqualTo(201);
		JsonNode preflight = this.client.post(path(created) + "/preflight", "{}").data();
		assertThat(preflight.get("canPublish").asBoolean()).isFalse();
		assertThat(this.client.get(path(created) + "/summary").data().at("/content/template").isNull()).isTrue();
	}

	@Test
	void acceptsNullForNullableFields() {
		Map<String, Object> body = new LinkedHashMap<>(
				Map.of("campaignType", "broadcast", "name", "Spring", "channel", "email"));
		List.of("description", "category", "externalId", "metadata", "content", "audience", "schedule")
			.forEach((name) -> body.put(name, null));
		Result created = this.client.post("/campaigns", RawClient.json(body));
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.data().get("category").asString()).isEqualTo("general");
		assertThat(created.data().get("schedule").isNull()).isTrue();
		String sms = path(create("sms", null));
		assertThat(this.client
			.send("PUT", sms + "/content", "{\"templateId\":\"tpl_sms\",\"senderProfileId\":null,\"subjectLine\":null}")
			.status()).isEqualTo(200);
		assertThat(this.client.send("PUT", sms + "/schedule", "{\"mode\":\"now\",\"sendAt\":null,\"timezone\":null}")
			.status()).isEqualTo(200);
	}

	@Test
	void rejectsJourneyAsUnsupportedAndOtherTypesAsInvalid() {
		Result journey = this.client.post("/campaigns",
				"{\"campaignType\":\"journey\",\"name\":\"x\",\"channel\":\"email\"}");
		assertThat(journey.status()).isEqualTo(409);
		assertThat(journey.errorCode()).endsWith(".TYPE_UNSUPPORTED");
		assertThat(this.client.post("/campaigns", "{\"campaignType\":\"radio\",\"name\":\"x\",\"channel\":\"email\"}")
			.errorPath()).isEqualTo("campaignType");
	}

	@ParameterizedTest
	@CsvSource({ "GET,'',SUMMARY_TYPE_UNSUPPORTED", "GET,/summary,SUMMARY_TYPE_UNSUPPORTED",
			"GET,/status,TYPE_UNSUPPORTED", "GET,/metrics,TYPE_UNSUPPORTED", "PATCH,'',TYPE_UNSUPPORTED",
			"PUT,/audience,TYPE_UNSUPPORTED", "PUT,/content,TYPE_UNSUPPORTED", "PUT,/schedule,TYPE_UNSUPPORTED",
			"POST,/preflight,TYPE_UNSUPPORTED", "POST,/send-jobs,TYPE_UNSUPPORTED",
			"POST,/schedule-jobs,TYPE_UNSUPPORTED", "POST,/clone,TYPE_UNSUPPORTED", "POST,/archive,TYPE_UNSUPPORTED",
			"DELETE,'',TYPE_UNSUPPORTED" })
	void rejectsCallsOnCampaignOfAnotherType(String method, String path, String code) {
		this.emulator.fixtures().campaign(JOURNEY, "Welcome", "journey");
		Result result = this.client.send(method, "/campaigns/" + JOURNEY + path,
				method.equals("GET") ? null : "{\"name\":\"x\"}");
		assertThat(result.status()).isEqualTo(409);
		assertThat(result.errorCode()).isEqualTo("JOURNEY_API.PUBLIC.CAMPAIGNS." + code);
		assertThat(this.client.get("/campaigns").data()).isEmpty();
	}

	@Test
	void rejectsBroadcastAsFixture() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.emulator.fixtures().campaign(JOURNEY, "x", "broadcast"));
	}

	@Test
	void usesModeAtForSendAtWithoutMode() {
		JsonNode schedule = create("email", "\"schedule\":{\"sendAt\":\"2026-05-01T10:00:00Z\"}").data()
			.get("schedule");
		assertThat(schedule.get("mode").asString()).isEqualTo("at");
		assertThat(schedule.get("timezone").asString()).isEqualTo("UTC");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-05-01T10:00:00Z", "2026-05-01T10:00Z", "2026-05-01T10:00:00.123456789Z",
			"2026-05-01T12:00:00+02:00", "2026-05-01T12:00:00+0200", "2026-05-01T12:00:00+02", "2026-05-01T10:00:00,5Z",
			"20260501T100000Z", "2026-05-01t10:00:00z" })
	void acceptsIso8601TimesWithZone(String time) {
		assertThat(create("email", "\"schedule\":{\"sendAt\":\"" + time + "\"}").status()).isEqualTo(201);
		assertThat(this.client
			.post("/records/profiles/append",
					"{\"record\":{\"email\":\"a@example.com\",\"created_at\":\"" + time + "\"}}")
			.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-05-01T10:00:00", "2026-05-01", "10:00:00Z", "20260501T100000",
			"2026-05-01T10:00:00[Europe/Berlin]", "soon" })
	void rejectsTimesWithoutZone(String time) {
		Result result = this.client.post("/records/profiles/append",
				"{\"record\":{\"email\":\"a@example.com\",\"created_at\":\"" + time + "\"}}");
		assertThat(result.status()).isEqualTo(400);
		assertThat(result.body().toString()).doesNotContain("beyondDocumentation");
	}

	@ParameterizedTest
	@CsvSource({ ",UTC", "America/New_York,America/New_York" })
	void usesTimeZoneOfTenantForDirectMail(String tenant, String expected) {
		this.emulator.settings().tenantTimezone((tenant != null) ? ZoneId.of(tenant) : null);
		String path = path(create("direct_mail", null));
		for (String timezone : List.of("", ",\"timezone\":null")) {
			assertThat(this.client
				.send("PUT", path + "/schedule",
						"{\"mode\":\"batch_on_date\",\"batchDate\":\"2026-05-01\"" + timezone + "}")
				.data()
				.at("/schedule/timezone")
				.asString()).isEqualTo(expected);
		}
		assertThat(this.client.send("PUT", path(create("email", null)) + "/schedule", "{\"mode\":\"now\"}")
			.data()
			.at("/schedule/timezone")
			.asString()).isEqualTo("UTC");
		this.emulator.reset();
		assertThat(this.client
			.send("PUT", path(create("direct_mail", null)) + "/schedule",
					"{\"mode\":\"batch_on_date\",\"batchDate\":\"2026-05-01\"}")
			.data()
			.at("/schedule/timezone")
			.asString()).isEqualTo("UTC");
	}

	@ParameterizedTest
	@ValueSource(strings = { "EST", "HST", "MST", "ROC", "Etc/GMT+3", "Europe/Kyiv", "US/Pacific" })
	void acceptsNamesOfTimeZoneDatabase(String timezone) {
		String path = path(create("direct_mail", null));
		assertThat(
				this.client
					.send("PUT", path + "/schedule",
							"{\"mode\":\"batch_on_date\",\"batchDate\":\"2026-05-01\",\"timezone\":\"" + timezone
									+ "\"}")
					.status())
			.isEqualTo(200);
		assertThat(this.client.post(path + "/preflight", "{}").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"\"", "\" \"", "42", "[\"a\"]", "{}" })
	void replacesInvalidCategoryByGeneral(String category) {
		Result created = create("email", "\"category\":" + category);
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.data().get("category").asString()).isEqualTo("general");
	}

	@Test
	void addsCategoryToTags() {
		String tags = RawClient.json(Collections.nCopies(25, "t"));
		JsonNode created = create("email", "\"category\":\"promo\",\"tags\":" + tags).data();
		assertThat(created.get("tags")).hasSize(26).last().extracting(JsonNode::asString).isEqualTo("promo");
		JsonNode named = create("email", "\"category\":\"promo\",\"tags\":[\"promo\",\"a\"]").data();
		assertThat(named.get("tags")).extracting(JsonNode::asString).containsExactly("promo", "a");
	}

	@Test
	void countsLengthsInCharacters() {
		String letter = "\uD83D\uDC8C";
		Map<String, Object> body = Map.of("campaignType", "broadcast", "channel", "email", "name", letter.repeat(255),
				"tags", List.of(letter.repeat(100)), "description", "d".repeat(20_000));
		assertThat(this.client.post("/campaigns", RawClient.json(body)).status()).isEqualTo(201);
		assertThat(this.client
			.post("/lists", RawClient.json(Map.of("name", letter.repeat(200), "description", letter.repeat(2000))))
			.status()).isEqualTo(201);
	}

	@Test
	void acceptsDuplicateListNames() {
		assertThat(this.client.post("/lists", "{\"name\":\"VIP\"}").status()).isEqualTo(201);
		assertThat(this.client.post("/lists", "{\"name\":\"VIP\",\"description\":null}").status()).isEqualTo(201);
		String other = this.client.post("/lists", "{\"name\":\"other\"}").data().get("id").asString();
		assertThat(this.client.send("PATCH", "/lists/" + other, "{\"name\":\"VIP\"}").status()).isEqualTo(200);
		assertThat(this.client
			.post("/import-jobs",
					"{\"objectName\":\"profiles\",\"fileName\":\"a.csv\",\"fileSize\":1,\"createList\":true,"
							+ "\"listName\":\"VIP\"}")
			.status()).isEqualTo(201);
		this.emulator.settings().uniqueListNames(true);
		Result refused = this.client.post("/lists", "{\"name\":\"VIP\"}");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.body().at("/error/details/beyondDocumentation").asString()).isEqualTo("DUPLICATE_LIST_NAME");
	}

	@Test
	void acceptsCustomerIdsAsContactKeys() {
		String id = this.client.post("/lists", "{\"name\":\"VIP\"}").data().get("id").asString();
		for (String mode : List.of("", ",\"normalizationMode\":\"email_lower_trim\"", ",\"normalizationMode\":null")) {
			assertThat(this.client
				.post("/lists/" + id + "/members:upsert",
						"{\"contactKeys\":[\"Cust-00A\",\" Ada@Example.com \"]" + mode + "}")
				.status()).isEqualTo(200);
		}
		assertThat(this.emulator.listMembers("VIP")).containsExactlyInAnyOrder("Cust-00A", "ada@example.com");
		JsonNode removed = this.client
			.post("/lists/" + id + "/members:remove", "{\"contactKeys\":[\"cust-00a\",\"Cust-00A\"]}")
			.data();
		assertThat(removed.get("removed").asInt()).isEqualTo(1);
	}

	@Test
	void projectsSampleRecordsToUsedFields() {
		JsonNode data = this.client.post("/audiences/" + AUDIENCE + "/preview", "{\"limit\":null}").data();
		assertThat(data.get("sampleRecords"))
			.isEqualTo(RawClient.JSON.readTree("[{\"email\":\"ada@example.com\",\"city\":\"Rome\"}]"));
		assertThat(this.emulator.records("profiles")).first().asString().contains("first_name");
	}

	@Test
	void returnsSummaryWithDocumentedValues() {
		Result created = create("email", "\"schedule\":{\"sendAt\":\"2026-05-01T10:00:00Z\"}");
		JsonNode summary = this.client.get(path(created) + "/summary").data();
		assertThat(summary.at("/schedule/kind").asString()).isEqualTo("digital_send");
		assertThat(summary.at("/content/proofStatus").asString()).isEqualTo("unavailable");
		assertThat(summary.get("preflight"))
			.isEqualTo(RawClient.JSON.readTree("{\"status\":\"not_evaluated\",\"checks\":[]}"));
		assertThat(summary.at("/links/self").asString()).isEqualTo("/public/v1" + path(created) + "/summary");
		this.client.post(path(created) + "/preflight", "{}");
	}

	@Test
	void returnsMetadataAndJobsWithDocumentedTypes() {
		JsonNode object = this.client.get("/metadata/objects").data().at("/items/0");
		assertThat(object.get("activeVersion").isNumber()).isTrue();
		assertThat(object.get("primaryProfileRoot").isBoolean()).isTrue();
		JsonNode job = this.client
			.post("/import-jobs", "{\"objectName\":\"profiles\",\"fileName\":\"a.csv\",\"fileSize\":1}")
			.data();
		assertThat(job.get("landingPath").asString()).isEqualTo("jobs/" + job.get("jobId").asString() + "/file");
	}

	@Test
	void acceptsWholeNumbersWithZeroFraction() {
		assertThat(this.client
			.post("/records/profiles/append", "{\"record\":{\"email\":\"a@example.com\",\"loyalty_points\":5.0}}")
			.status()).isEqualTo(200);
		assertThat(this.client
			.post("/records/profiles/append", "{\"record\":{\"email\":\"a@example.com\",\"loyalty_points\":5.5}}")
			.status()).isEqualTo(400);
	}

	@Test
	void omitsCorrelationIdFromBodyIfConfigured() {
		Result result = this.client.get("/lists");
		assertThat(result.body().get("correlationId").asString())
			.isEqualTo(result.response().headers().firstValue("x-correlation-id").orElseThrow());
		this.emulator.settings().correlationIdInBody(false);
		Result without = this.client.get("/lists");
		assertThat(without.body().has("correlationId")).isFalse();
		assertThat(without.response().headers().firstValue("x-correlation-id")).isPresent();
	}

	@Test
	void respondsToRateLimitAsInDocumentedExample() {
		this.emulator.faults().on(Endpoint.LISTS_LIST).times(1).rateLimit("2");
		Result result = this.client.get("/lists");
		assertThat(result.status()).isEqualTo(429);
		assertThat(result.response().headers().firstValue("Retry-After")).hasValue("2");
		assertThat(result.errorCode()).isEqualTo("CDP_ETL.RATE.LIMITED");
		assertThat(result.body().propertyNames()).containsExactlyInAnyOrder("success", "error");
		assertThat(result.body().get("error").propertyNames()).containsExactlyInAnyOrder("code", "message");
	}

	@Test
	void rejectsTooLargeBodyWithCodeOfInvalidRequests() {
		Result result = this.client.post("/lists", "{\"name\":\"" + "x".repeat(11_000_000) + "\"}");
		assertThat(result.status()).isEqualTo(413);
		assertThat(result.errorCode()).isEqualTo("CDP_ETL.VALIDATION.REQUEST_INVALID");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					POST  | /templates                | {}                                                    | UNKNOWN_CALL
					POST  | /lists                    | {"name":"x","color":"red"}                            | UNKNOWN_FIELD
					GET   | /lists?pageSize=1001      |                                                       | PAGE_SIZE
					POST  | /import-jobs              | {"objectName":"profiles","fileName":"a","fileSize":1} | FILE_NAME
					POST  | /import-jobs              | {"objectName":"profiles","fileName":"a.csv","fileSize":0} | FILE_SIZE
					PATCH | /lists/{list}             | {}                                                    | LIST_CHANGE
					PATCH | /lists/{list}             | {"name":""}                                           | LIST_CHANGE
					POST  | /lists/{list}/members:upsert | {"contactKeys":[]}                                 | LIST_MEMBERS
					POST  | /lists/{list}/members:upsert | {"contactKeys":[" "]}                              | LIST_MEMBERS
					POST  | /lists/{list}/members:remove | {"contactKeys":["a"],"normalizationMode":"x"}      | LIST_MEMBERS
					PATCH | /campaigns/{campaign}     | {}                                                    | CAMPAIGN_CHANGE
					PATCH | /campaigns/{campaign}     | {"name":""}                                           | CAMPAIGN_CHANGE
					POST  | /campaigns/{campaign}/clone | {"name":""}                                         | CAMPAIGN_CLONE
					PUT   | /campaigns/{campaign}/schedule | {"mode":"now","timezone":"Mars/Olympus"}         | TIME_ZONE
					POST  | /campaigns/{campaign}/schedule-jobs | {}                                          | SCHEDULE_MISSING
					POST  | /campaigns/{campaign}/send-jobs | {}                                              | PREFLIGHT_BLOCKED
					""")
	void marksRefusalBeyondDocumentation(String method, String path, String body, String mark) {
		String list = this.client.post("/lists", "{\"name\":\"x\"}").data().get("id").asString();
		String campaign = path(create("email", null));
		Result result = this.client.send(method,
				path.replace("{list}", list).replace("/campaigns/{campaign}", campaign), body);
		assertThat(result.status()).isBetween(400, 499);
		assertThat(result.body().at("/error/details/beyondDocumentation").asString()).isEqualTo(mark);
		assertThat(result.body().at("/error/remediation").asString()).contains(mark);
	}

	@Test
	void marksRefusedUploadBeyondDocumentation() {
		JsonNode job = this.client
			.post("/import-jobs", "{\"objectName\":\"profiles\",\"fileName\":\"a.csv\",\"fileSize\":5}")
			.data();
		HttpRequest request = HttpRequest.newBuilder(URI.create(job.get("uploadUrl").asString()))
			.header("Content-Type", "text/csv")
			.PUT(BodyPublishers.ofString("email\n\n"))
			.build();
		assertThat(this.client.exchange(request).body()).contains("UPLOAD_REQUEST");
	}

	@Test
	void doesNotMarkDocumentedRefusal() {
		for (String body : Arrays.asList("{\"name\":\"\"}", "{\"name\":7}", "{}", "[]", "{")) {
			Result result = this.client.post("/lists", body);
			assertThat(result.status()).isEqualTo(400);
			assertThat(result.body().toString()).doesNotContain("beyondDocumentation");
		}
	}

	private Result create(String channel, String field) {
		return this.client.post("/campaigns", "{\"campaignType\":\"broadcast\",\"name\":\"Spring\",\"channel\":\""
				+ channel + "\"" + ((field != null) ? "," + field : "") + "}");
	}

	private static String path(Result created) {
		return "/campaigns/" + created.data().get("id").asString();
	}

}
