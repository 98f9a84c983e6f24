package com.experiture.emulator.internal.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.RawClient;
import com.experiture.emulator.RawClient.Result;

import static org.assertj.core.api.Assertions.assertThat;

class CampaignsApiTests {

	private static final String ROMANS = "7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11";

	private static final String BUYERS = "0d8a4a8e-55f5-4f0a-9c1d-3f5e7a1b2c33";

	private static final String AUDIENCE = "{\"include\":[{\"audienceId\":\"" + ROMANS
			+ "\",\"type\":\"audience\"}],\"exclude\":[{\"audienceId\":\"" + BUYERS + "\",\"type\":\"segment\"}]}";

	private static final String CONTENT = """
			{"templateId":"tpl_1","senderProfileId":"snd_1","subjectLine":"Spring"}""";

	private static final String DRAFT = """
			{"campaignType":"broadcast","name":"Spring","channel":"email"}""";

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-21T15:30:00Z"));

	private final ExperitureEmulator emulator = ExperitureEmulator.builder()
		.clock(this.now::get)
		.tokenLifetime(Duration.ofDays(30))
		.start();

	private final RawClient client = new RawClient(this.emulator);

	@BeforeEach
	void define() {
		this.emulator.fixtures()
			.audience("7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11", "Romans", (profile) -> "Rome".equals(profile.get("city")),
					"city")
			.audience(BUYERS, "Buyers", (profile) -> profile.containsKey("lifetime_value"), "lifetime_value")
			.template("tpl_1", "tpl_1", "email", true)
			.template("tpl_draft", "Unfinished", "email", false)
			.template("tpl_sms", "Short", "sms", true);
		IntStream.range(0, 10)
			.forEach((i) -> this.emulator.insert("profiles", Map.of("email", i + "@example.com", "city", "Rome")));
		this.emulator.insert("profiles", Map.of("email", "buyer@example.com", "city", "Rome", "lifetime_value", 10));
	}

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@Test
	void createsCampaignWithAudienceContentAndSchedule() {
		Result result = this.client.post("/campaigns", """
				{"campaignType":"broadcast","name":"Spring","channel":"email","description":"d","category":"promo",
				"tags":["a","b"],"externalId":"e-1","metadata":{"owner":"me"},"content":%s,"audience":%s,
				"schedule":{"sendAt":"2026-05-01T10:00:00+02:00","timezone":"Europe/Berlin"}}""".formatted(CONTENT,
				AUDIENCE));
		assertThat(result.status()).isEqualTo(201);
		JsonNode campaign = result.data();
		assertThat(campaign.get("id").asString()).matches("[0-9a-f-]{36}");
		assertThat(campaign.get("authoringStatus").asString()).isEqualTo("draft");
		assertThat(campaign.at("/schedule/mode").asString()).isEqualTo("at");
		assertThat(campaign.get("content")).isEqualTo(RawClient.JSON.readTree(CONTENT));
		assertThat(campaign.get("audience")).isEqualTo(RawClient.JSON.readTree(AUDIENCE));
		assertThat(campaign.at("/metadata/owner").asString()).isEqualTo("me");
		assertThat(campaign.get("createdAt").asString()).isEqualTo("2026-04-21T15:30:00Z");
		assertThat(this.client.get("/campaigns/" + campaign.get("id").asString()).data()).isEqualTo(campaign);
	}

	@Test
	void usesCategoryGeneralByDefault() {
		assertThat(this.client.post("/campaigns", DRAFT).data().get("category").asString()).isEqualTo("general");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"campaignType":"broadcast","channel":"email"}                                            | name
			{"campaignType":"broadcast","channel":"fax","name":"x"}                                   | channel
			{"campaignType":"broadcast","channel":"email","name":""}                                  | name
			{"campaignType":"broadcast","channel":"email","name":"x","tags":"a"}                      | tags
			{"campaignType":"broadcast","channel":"email","name":"x","tags":[1]}                      | tags[0]
			{"campaignType":"broadcast","channel":"email","name":"x","metadata":[]}                   | metadata
			{"campaignType":"broadcast","channel":"email","name":"x","chanel":"x"}                    | chanel
			{"campaignType":"radio","channel":"email","name":"x"}                                     | campaignType
			{"campaignType":"broadcast","channel":"email","name":"x","audience":{"include":[]}}       | audience.include
			{"campaignType":"broadcast","channel":"email","name":"x","schedule":{"mode":"at"}}        | schedule.sendAt
			{"campaignType":"broadcast","channel":"email","name":"x","schedule":{}}                   | schedule.mode
			{"channel":"email","name":"x"}                                                            | campaignType
			""")
	void rejectsInvalidDraft(String body, String path) {
		Result result = this.client.post("/campaigns", body);
		assertThat(result.status()).isEqualTo(400);
		assertThat(result.errorPath()).isEqualTo(path);
	}

	@Test
	void limitsLengthOfNamesAndTags() {
		Map<String, Object> largest = Map.of("campaignType", "broadcast", "channel", "push", "name", "n".repeat(255),
				"tags", Collections.nCopies(25, "t".repeat(100)));
		assertThat(this.client.post("/campaigns", RawClient.json(largest)).status()).isEqualTo(201);
		String id = draft();
		for (Map<String, ?> tooLarge : List.of(Map.of("name", "n".repeat(256)),
				Map.of("tags", Collections.nCopies(26, "t")), Map.of("tags", List.of("t".repeat(101))))) {
			assertThat(this.client.send("PATCH", "/campaigns/" + id, RawClient.json(tooLarge)).status()).isEqualTo(400);
		}
	}

	@Test
	void supportsOnlyBroadcasts() {
		Result result = this.client.post("/campaigns", DRAFT.replace("broadcast", "journey"));
		assertThat(result.status()).isEqualTo(409);
		assertThat(result.errorCode()).isEqualTo("JOURNEY_API.PUBLIC.CAMPAIGNS.TYPE_UNSUPPORTED");
	}

	@Test
	void listsNewestFirstWithPaginationBesideData() {
		IntStream.range(0, 5)
			.forEach((i) -> this.client.post("/campaigns",
					DRAFT.replace("Spring", "c" + i).replace("email", (i % 2 == 0) ? "email" : "sms")));
		Result page = this.client.get("/campaigns?limit=2&offset=1");
		assertThat(page.data()).extracting((campaign) -> campaign.get("name").asString()).containsExactly("c3", "c2");
		assertThat(page.body().get("pagination"))
			.isEqualTo(RawClient.JSON.readTree("{\"total\":5,\"limit\":2,\"offset\":1}"));
		assertThat(this.client.get("/campaigns?channel=sms").data()).hasSize(2);
		assertThat(this.client.get("/campaigns?status=published").data()).isEmpty();
		assertThat(this.client.get("/campaigns?status=draft&search=C4").data()).hasSize(1);
		assertThat(this.client.get("/campaigns").body().at("/pagination/limit").asInt()).isEqualTo(50);
		assertThat(this.client.get("/campaigns?offset=-1").status()).isEqualTo(400);
	}

	@Test
	void updatesOnlyGivenFields() {
		String path = "/campaigns/" + draft();
		this.now.set(this.now.get().plusSeconds(5));
		JsonNode changed = this.client.send("PATCH", path, "{\"name\":\"Summer\",\"tags\":[\"x\"]}").data();
		assertThat(changed.get("name").asString()).isEqualTo("Summer");
		assertThat(changed.get("category").asString()).isEqualTo("general");
		assertThat(changed.get("updatedAt").asString()).isEqualTo("2026-04-21T15:30:05Z");
		assertThat(this.client.send("PATCH", path, "{\"name\":\"Autumn\",\"tags\":[7]}").status()).isEqualTo(400);
		assertThat(this.client.get(path).data()).isEqualTo(changed);
		assertThat(this.client.send("PATCH", path, "{\"channel\":\"sms\"}").errorPath()).isEqualTo("channel");
		assertThat(this.client.send("PATCH", path, "{}").status()).isEqualTo(400);
	}

	@Test
	void respondsNotFoundToDeletedCampaign() {
		String path = "/campaigns/" + draft();
		assertThat(this.client.send("DELETE", path, null).status()).isEqualTo(200);
		Result gone = this.client.get(path);
		assertThat(gone.status()).isEqualTo(404);
		assertThat(gone.errorCode()).isEqualTo("JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_FOUND");
		assertThat(this.client.get("/campaigns").data()).isEmpty();
	}

	@Test
	void archivedCampaignIsNotDraft() {
		String path = "/campaigns/" + draft();
		assertThat(this.client.post(path + "/archive", "").status()).isEqualTo(200);
		assertThat(this.client.get(path).data().get("authoringStatus").asString()).isEqualTo("archived");
		assertThat(this.client.send("PUT", path + "/audience", AUDIENCE).errorCode())
			.isEqualTo("JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_DRAFT");
	}

	@Test
	void clonesDraftWithSameBindings() {
		String id = ready();
		this.client.post("/campaigns/" + id + "/send-jobs", "{}");
		Result copy = this.client.post("/campaigns/" + id + "/clone", "{\"name\":\"Again\"}");
		assertThat(copy.status()).isEqualTo(201);
		assertThat(copy.data().get("id").asString()).isNotEqualTo(id);
		assertThat(copy.data().get("name").asString()).isEqualTo("Again");
		assertThat(copy.data().get("authoringStatus").asString()).isEqualTo("draft");
		assertThat(copy.data().get("audience")).isEqualTo(RawClient.JSON.readTree(AUDIENCE));
		assertThat(this.client.post("/campaigns/" + id + "/clone", "").data().get("name").asString())
			.isEqualTo("Copy of Spring");
	}

	@Test
	void replacesWholeBinding() {
		String path = "/campaigns/" + draft();
		JsonNode campaign = this.client.send("PUT", path + "/audience", AUDIENCE).data();
		assertThat(campaign.at("/audience/exclude")).hasSize(1);
		campaign = this.client
			.send("PUT", path + "/audience", "{\"include\":[{\"audienceId\":\"" + BUYERS + "\",\"type\":\"segment\"}]}")
			.data();
		assertThat(campaign.at("/audience/exclude")).isEmpty();
		this.client.send("PUT", path + "/content", CONTENT);
		campaign = this.client.send("PUT", path + "/content", "{\"templateId\":\"tpl_2\"}").data();
		assertThat(campaign.get("content")).isEqualTo(RawClient.JSON.readTree("{\"templateId\":\"tpl_2\"}"));
		assertThat(campaign.get("name").asString()).isEqualTo("Spring");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					audience | {"include":[{"audienceId":"aud_1","type":"audience"}]}                               | include[0].audienceId
					audience | {"include":[{"audienceId":"7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11","type":"list"}]}    | include[0].type
					audience | {"include":["7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11"]}                                 | include[0]
					audience | {}                                                                                   | include
					content  | {"templateId":"tpl_sms"}                                                             | templateId
					content  | {"subjectLine":"x"}                                                                  | templateId
					schedule | {"mode":"later"}                                                                     | mode
					schedule | {"sendAt":"2026-05-01T10:00:00Z"}                                                    | mode
					schedule | {"mode":"at"}                                                                        | sendAt
					schedule | {"mode":"at","sendAt":"2026-05-01T10:00:00"}                                         | sendAt
					schedule | {"mode":"now","timezone":"Mars/Olympus"}                                             | timezone
					schedule | {"mode":"batch_on_date","batchDate":"2026-05-01"}                                    | mode
					""")
	void rejectsInvalidBinding(String binding, String body, String path) {
		Result result = this.client.send("PUT", "/campaigns/" + draft() + "/" + binding, body);
		assertThat(result.status()).isEqualTo(400);
		assertThat(result.errorPath()).isEqualTo(path);
	}

	@Test
	void limitsAudienceTo25Entries() {
		List<?> entries = Collections.nCopies(26, Map.of("audienceId", ROMANS, "type", "audience"));
		String path = "/campaigns/" + draft() + "/audience";
		assertThat(this.client.send("PUT", path, RawClient.json(Map.of("include", entries))).status()).isEqualTo(400);
		assertThat(this.client.send("PUT", path, RawClient.json(Map.of("include", entries.subList(0, 25)))).status())
			.isEqualTo(200);
	}

	@Test
	void rejectsUnpublishedTemplate() {
		Result result = this.client.send("PUT", "/campaigns/" + draft() + "/content", "{\"templateId\":\"tpl_draft\"}");
		assertThat(result.status()).isEqualTo(409);
		assertThat(result.errorCode()).endsWith(".TEMPLATE_NOT_PUBLISHED");
	}

	@Test
	void schedulesDirectMailByBatchDate() {
		String id = this.client.post("/campaigns", DRAFT.replace("email", "direct_mail")).data().get("id").asString();
		String path = "/campaigns/" + id + "/schedule";
		assertThat(this.client.send("PUT", path, "{\"mode\":\"now\"}").errorPath()).isEqualTo("mode");
		assertThat(this.client.send("PUT", path, "{\"mode\":\"batch_on_date\"}").errorPath()).isEqualTo("batchDate");
		assertThat(this.client.send("PUT", path, "{\"mode\":\"batch_on_date\",\"batchDate\":\"2026-05-01\"}")
			.data()
			.get("schedule"))
			.isEqualTo(RawClient.JSON
				.readTree("{\"mode\":\"batch_on_date\",\"batchDate\":\"2026-05-01\",\"timezone\":\"UTC\"}"));
	}

	@Test
	void preflightReportsBlockers() {
		String id = draft();
		JsonNode preflight = preflight(id);
		assertThat(preflight.get("canPublish").asBoolean()).isFalse();
		assertThat(preflight.at("/summary/blockers").asInt()).isEqualTo(2);
		assertThat(preflight.get("issues")).extracting((issue) -> issue.get("code").asString())
			.contains("AUDIENCE_NOT_ASSIGNED", "NO_START_NODE");
		assertThat(preflight.at("/issues/0/severity").asString()).isEqualTo("blocker");
		assertThat(preflight.at("/issues/0/remediation/0").properties()).extracting(Map.Entry::getKey)
			.containsExactly("type", "label", "href");
		assertThat(preflight.get("journeyId").asString()).isEqualTo(id);
		assertThat(preflight.get("evaluatedAt").asString()).isEqualTo("2026-04-21T15:30:00Z");
		this.client.send("PUT", "/campaigns/" + id + "/audience", AUDIENCE.replace("7b0c", "ffff"));
		assertThat(preflight(id).get("issues")).extracting((issue) -> issue.get("code").asString())
			.contains("AUDIENCE_NOT_FOUND");
	}

	@Test
	void preflightReportsUnknownTemplate() {
		this.emulator.fixtures().audience("7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11", "Romans", (profile) -> true);
		JsonNode campaign = this.client
			.post("/campaigns",
					"""
							{"campaignType":"broadcast","name":"Spring","channel":"email",
							 "audience":{"include":[{"audienceId":"%s","type":"audience"}]},
							 "content":{"templateId":"tpl_unknown","senderProfileId":"snd_1"}}"""
						.formatted("7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11"))
			.data();
		JsonNode preflight = this.client.post("/campaigns/" + campaign.get("id").asString() + "/preflight", "{}")
			.data();
		assertThat(preflight.path("canPublish").asBoolean()).isFalse();
		assertThat(preflight.path("issues").get(0).path("severity").asString()).isEqualTo("blocker");
		assertThat(preflight.path("issues").get(0).path("code").asString()).isEqualTo("TEMPLATE_NOT_FOUND");
		assertThat(preflight.path("issues").get(0).path("message").asString()).contains("fixtures().template(");
	}

	@Test
	void preflightPassesForCompleteCampaign() {
		JsonNode preflight = preflight(ready());
		assertThat(preflight.get("canPublish").asBoolean()).isTrue();
		assertThat(preflight.at("/summary/blockers").asInt()).isZero();
		assertThat(preflight.get("bindingsPreview")).hasSize(2);
	}

	@Test
	void rejectsSendingBlockedCampaign() {
		String id = draft();
		Result result = this.client.post("/campaigns/" + id + "/send-jobs", "{}");
		assertThat(result.status()).isEqualTo(409);
		assertThat(result.body().at("/error/message").asString()).contains("AUDIENCE_NOT_ASSIGNED");
		assertThat(this.client.get("/campaigns/" + id).data().get("authoringStatus").asString()).isEqualTo("draft");
	}

	@Test
	void advancesExecutionWithEachPoll() {
		String id = ready();
		assertThat(status(id)).isEqualTo("not_scheduled");
		Result sent = this.client.post("/campaigns/" + id + "/send-jobs", "");
		assertThat(sent.status()).isEqualTo(202);
		assertThat(sent.data().get("jobId").asString()).startsWith("job_");
		assertThat(this.client.post("/campaigns/" + id + "/send-jobs", "").errorCode()).endsWith(".NOT_DRAFT");
		assertThat(status(id)).isEqualTo("running");
		assertThat(counts(id))
			.isEqualTo(RawClient.JSON.readTree("{\"targeted\":10,\"sent\":5,\"delivered\":5,\"failed\":0}"));
		assertThat(status(id)).isEqualTo("completed");
		assertThat(status(id)).isEqualTo("completed");
		assertThat(counts(id).get("delivered").asInt()).isEqualTo(10);
		assertThat(this.client.get("/campaigns/" + id).data().get("authoringStatus").asString()).isEqualTo("published");
	}

	@Test
	void startsScheduledCampaignAtItsTime() {
		String id = ready();
		String path = "/campaigns/" + id;
		assertThat(this.client.post(path + "/schedule-jobs", "").errorPath()).isEqualTo("schedule");
		this.client.send("PUT", path + "/schedule", "{\"mode\":\"at\",\"sendAt\":\"2026-04-21T18:00:00+02:00\"}");
		assertThat(this.client.post(path + "/schedule-jobs", "").data().get("scheduledAt").asString())
			.isEqualTo("2026-04-21T16:00:00Z");
		assertThat(status(id)).isEqualTo("scheduled");
		this.now.set(Instant.parse("2026-04-21T16:00:00Z"));
		assertThat(status(id)).isEqualTo("running");
		assertThat(status(id)).isEqualTo("completed");
	}

	@Test
	void completesOrFailsExecutionAtOnceIfConfigured() {
		this.emulator.settings().instantJobs(true);
		String id = ready();
		this.client.post("/campaigns/" + id + "/send-jobs", "");
		assertThat(status(id)).isEqualTo("completed");
		this.emulator.settings().failingJobs(true);
		String failing = ready();
		this.client.post("/campaigns/" + failing + "/send-jobs", "");
		assertThat(status(failing)).isEqualTo("failed");
		assertThat(counts(failing).get("failed").asInt()).isEqualTo(10);
	}

	@Test
	void sendsOncePerIdempotencyKey() {
		String path = "/campaigns/" + ready() + "/send-jobs";
		String key = "0f8fad5b-d9cb-469f-a165-70867728950e";
		Result first = this.client.post(path, "{}", "Idempotency-Key", key);
		Result second = this.client.post(path, "{}", "Idempotency-Key", key);
		assertThat(second.status()).isEqualTo(202);
		assertThat(second.body()).isEqualTo(first.body());
	}

	@Test
	void returnsSummaryAsDocumented() {
		String id = ready();
		this.client.send("PUT", "/campaigns/" + id + "/schedule",
				"{\"mode\":\"at\",\"sendAt\":\"2026-05-01T10:00:00Z\",\"timezone\":\"Europe/Berlin\"}");
		assertThat(this.client.get("/campaigns/" + id + "/summary").data()).isEqualTo(RawClient.JSON.readTree("""
				{"campaignId":"%s","name":"Spring","campaignType":"broadcast","channel":"email",
				"authoringStatus":"draft","createdAt":"2026-04-21T15:30:00Z","updatedAt":"2026-04-21T15:30:00Z",
				"schedule":{"kind":"digital_send","mode":"at","sendAt":"2026-05-01T10:00:00Z",
				"timezone":"Europe/Berlin","scheduled":false},
				"audience":{"included":[{"id":"%s","name":"Romans","type":"audience","memberCount":11}],
				"excluded":[{"id":"%s","name":"Buyers","type":"segment","memberCount":1}],
				"reach":{"status":"ok","evaluatedCount":10,"evaluatedAt":"2026-04-21T15:30:00Z","isStale":false}},
				"content":{"template":{"id":"tpl_1","name":"tpl_1","status":"published","channel":"email"},
				"proofStatus":"unavailable"},
				"preflight":{"status":"not_evaluated","checks":[]},
				"latestExecution":{"status":"not_scheduled","lastExecutionAt":null,"counts":{}},
				"links":{"self":"/public/v1/campaigns/%s/summary"}}""".formatted(id, ROMANS, BUYERS, id)));
	}

	@Test
	void returnsSummaryOfEmptyDraftWithoutReach() {
		JsonNode summary = this.client.get("/campaigns/" + draft() + "/summary").data();
		assertThat(summary.at("/audience/reach/status").asString()).isEqualTo("idle");
		assertThat(summary.at("/preflight/status").asString()).isEqualTo("not_evaluated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/summary", "/status", "/metrics" })
	void respondsNotFoundToUnknownCampaign(String suffix) {
		assertThat(this.client.get("/campaigns/" + ROMANS + suffix).errorCode())
			.isEqualTo("JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_FOUND");
	}

	private String draft() {
		return this.client.post("/campaigns", DRAFT).data().get("id").asString();
	}

	private String ready() {
		String id = draft();
		assertThat(this.client.send("PUT", "/campaigns/" + id + "/audience", AUDIENCE).status()).isEqualTo(200);
		assertThat(this.client.send("PUT", "/campaigns/" + id + "/content", CONTENT).status()).isEqualTo(200);
		return id;
	}

	private JsonNode preflight(String id) {
		Result result = this.client.post("/campaigns/" + id + "/preflight", "{}");
		assertThat(result.status()).isEqualTo(200);
		return result.data();
	}

	private String status(String id) {
		return this.client.get("/campaigns/" + id + "/status").data().get("status").asString();
	}

	private JsonNode counts(String id) {
		return this.client.get("/campaigns/" + id + "/metrics").data().get("counts");
	}

}
