package com.experiture.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import com.experiture.client.call.PollOptions;
import com.experiture.client.campaigns.AudienceType;
import com.experiture.client.campaigns.AuthoringStatus;
import com.experiture.client.campaigns.CampaignJob;
import com.experiture.client.campaigns.CampaignMetrics;
import com.experiture.client.campaigns.CampaignStatus;
import com.experiture.client.campaigns.CampaignSummary;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.ExecutionStatus;
import com.experiture.client.campaigns.IssueSeverity;
import com.experiture.client.campaigns.Preflight;
import com.experiture.client.campaigns.PreflightIssue;
import com.experiture.client.campaigns.ReachStatus;
import com.experiture.client.campaigns.ScheduleMode;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests preflights and summaries with the documented payloads, and that undocumented
 * responses to send, schedule, status and metrics are read in any form.
 */
class CampaignRunsContractTests extends ContractTests {

	private CampaignsClient campaigns;

	@BeforeEach
	void createCampaigns() {
		this.campaigns = this.client.campaigns();
	}

	@Test
	void readsPreflightAsDocumented() {
		respond(okJson("""
				{"success":true,"data":{"journeyId":"j-1","versionId":"v-1","canPublish":false,
				"evaluatedAt":"2026-04-20T09:05:00Z","summary":{"blockers":2,"warnings":1,"info":0},"issues":[
				{"severity":"blocker","code":"AUDIENCE_NOT_ASSIGNED","message":"No audience is assigned",
				"step":{"id":"step-1","type":"send"},
				"refs":{"templateId":"tpl_123","senderProfileId":"snd_1","manifestId":"m-1"},
				"remediation":[{"type":"link","label":"Assign an audience","href":"/campaigns/c-1/audience"}]},
				{"severity":"blocker","code":"NO_START_NODE","message":"The journey has no start"},
				{"severity":"notice","code":"NEW","message":"new","docs":"x"}],
				"bindingsPreview":[{"audience":1}]}}"""));
		Preflight preflight = this.campaigns.preflight("c-1");
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns/c-1/preflight")), "{}");
		assertThat(preflight.journeyId()).isEqualTo("j-1");
		assertThat(preflight.versionId()).isEqualTo("v-1");
		assertThat(preflight.canPublish()).isFalse();
		assertThat(preflight.evaluatedAt()).isEqualTo("2026-04-20T09:05:00Z");
		assertThat(preflight.summary()).isEqualTo(new Preflight.Summary(2L, 1L, 0L, Map.of()));
		assertThat(preflight.bindingsPreview()).hasSize(1);
		assertThat(preflight.blockers()).containsExactly(
				new PreflightIssue(IssueSeverity.BLOCKER, "AUDIENCE_NOT_ASSIGNED", "No audience is assigned",
						tree("{\"id\":\"step-1\",\"type\":\"send\"}"),
						new PreflightIssue.Refs("tpl_123", "snd_1", "m-1", Map.of()),
						List.of(new PreflightIssue.Remediation("link", "Assign an audience", "/campaigns/c-1/audience",
								Map.of())),
						Map.of()),
				new PreflightIssue(IssueSeverity.BLOCKER, "NO_START_NODE", "The journey has no start", null, null,
						List.of(), Map.of()));
		assertThat(preflight.issues().get(2).severity()).hasToString("notice");
		assertThat(preflight.issues().get(2).additionalProperties()).containsOnlyKeys("docs");
		assertThat(preflight).asString().doesNotContain("No audience is assigned");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "'\"canPublish\":true,\"summary\":{\"blockers\":0}'; true",
			"'\"canPublish\":true,\"summary\":{\"blockers\":0,\"warnings\":9},\"issues\":[{\"severity\":\"warning\"}]'; true",
			"'\"canPublish\":false,\"summary\":{\"blockers\":0}'; false",
			"'\"canPublish\":true,\"summary\":{\"blockers\":1}'; false",
			"'\"canPublish\":true,\"summary\":{\"blockers\":0},\"issues\":[{\"severity\":\"blocker\"}]'; false",
			"'\"canPublish\":true,\"summary\":{}'; false", "'\"canPublish\":true'; false",
			"'\"summary\":{\"blockers\":0}'; false", "'\"canPublish\":null,\"summary\":{\"blockers\":0}'; false" })
	void allowsSendingOnlyWithoutBlockers(String fields, boolean allowed) {
		respondWithData("{" + fields + "}");
		assertThat(this.campaigns.preflight("c-1").allowsSending()).isEqualTo(allowed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":\"s-1\",\"name\":\"Send\",\"next\":{\"id\":\"s-2\"}}", "\"send\"", "[1]", "7",
			"true", "{}" })
	void readsIssueWithAnyStep(String step) {
		respondWithData("""
				{"canPublish":false,"summary":{"blockers":1},"issues":[
				{"severity":"blocker","code":"X","message":"no","step":%s,"refs":{"templateId":"t-1"}}]}"""
			.formatted(step));
		assertThat(this.campaigns.preflight("c-1").blockers()).singleElement().satisfies((issue) -> {
			assertThat(issue.step()).isEqualTo(tree(step));
			assertThat(issue.code()).isEqualTo("X");
			assertThat(issue.refs()).isEqualTo(new PreflightIssue.Refs("t-1", null, null, Map.of()));
			assertThat(issue.toString()).doesNotContain("s-1");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "refs; \"t-1\"", "refs; [{\"templateId\":\"t-1\"}]", "refs; 7",
					"severity; {\"level\":\"blocker\"}", "code; 4711.5", "code; {\"value\":\"X\"}", "message; [\"no\"]",
					"remediation; \"Do it\"", "remediation; {\"label\":\"Do it\"}", "remediation; [\"Do it\"]" })
	void readsIssueWithAnyField(String name, String value) {
		respondWithData("""
				{"canPublish":false,"summary":{"blockers":1},"issues":[{"severity":"blocker","step":{"id":"s-1"},
				"%s":%s}]}""".formatted(name, value));
		Preflight preflight = this.campaigns.preflight("c-1");
		assertThat(preflight.summary()).isEqualTo(new Preflight.Summary(1L, null, null, Map.of()));
		assertThat(preflight.issues()).singleElement().satisfies((issue) -> {
			assertThat(issue.additionalProperties()).containsOnly(entry(name, tree(value)));
			assertThat(issue.step()).isEqualTo(tree("{\"id\":\"s-1\"}"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"issues\":{\"severity\":\"blocker\"}", "\"issues\":[\"blocker\"]", "\"issues\":3" })
	void doesNotAllowSendingIfIssuesCannotBeRead(String issues) {
		respondWithData("{\"canPublish\":true,\"summary\":{\"blockers\":0}," + issues + "}");
		Preflight preflight = this.campaigns.preflight("c-1");
		assertThat(preflight.allowsSending()).isFalse();
		assertThat(preflight.issues()).isEmpty();
		assertThat(preflight.additionalProperties()).containsOnlyKeys("issues");
	}

	@Test
	void leavesOutUnreadableEntriesAndKeepsTheirJson() {
		respondWithData("""
				{"campaignId":"c-1","audience":{"included":[{"id":"a-1"},"a-2",null,{"id":3,"memberCount":-1}],
				"excluded":{"id":"a-9"},"reach":[]},"createdAt":1776756600,"updatedAt":"today","links":"/c-1",
				"channel":{"name":"email"}}""");
		CampaignSummary summary = this.campaigns.getSummary("c-1");
		assertThat(summary.campaignId()).isEqualTo("c-1");
		assertThat(summary.additionalProperties()).containsOnlyKeys("createdAt", "updatedAt", "links", "channel");
		assertThat(summary.createdAt()).isNull();
		CampaignSummary.Audience audience = summary.audience();
		assertThat(audience.included()).extracting(CampaignSummary.Member::id).containsExactly("a-1", "3");
		assertThat(audience.included().get(1).additionalProperties()).containsOnly(entry("id", tree("3")),
				entry("memberCount", tree("-1")));
		assertThat(audience.excluded()).isEmpty();
		assertThat(audience.additionalProperties()).containsOnlyKeys("included", "excluded", "reach");
		assertThat(audience.additionalProperties().get("included")).hasSize(4);
	}

	@Test
	void retriesPreflightLikeRead() {
		respond(okJson("""
				{"success":true,"data":{"canPublish":true,"summary":{"blockers":0}}}"""));
		this.campaigns.preflight("c-1");
		assertThat(api.findAll(postRequestedFor(anyUrl())).get(0).getHeader("Idempotency-Key")).isNull();
	}

	@Test
	void readsSummaryAsDocumented() {
		respond(okJson(
				"""
						{"success":true,"data":{"campaignId":"c-1","name":"Spring promotion","campaignType":"broadcast",
						"channel":"email","authoringStatus":"published","createdAt":"2026-04-20T09:00:00Z",
						"updatedAt":"2026-04-20T09:10:00Z","schedule":{"kind":"digital_send","mode":"at",
						"sendAt":"2026-04-21T15:30:00Z","timezone":"America/New_York","scheduled":true},
						"audience":{"included":[{"id":"a-1","name":"Buyers","type":"audience","memberCount":18234}],"excluded":[],
						"reach":{"status":"ok","evaluatedCount":18234,"evaluatedAt":"2026-04-20T09:05:00Z","isStale":false}},
						"content":{"template":{"id":"tpl_123","name":"Spring","status":"published","channel":"email"},
						"proofStatus":"unavailable"},"preflight":{"status":"not_evaluated","checks":[1]},
						"latestExecution":{"status":"scheduled","lastExecutionAt":"2026-04-21T15:30:00Z","counts":{"sent":1}},
						"links":{"self":"/public/v1/campaigns/c-1/summary"}}}"""));
		CampaignSummary summary = this.campaigns.getSummary("c-1");
		Map<String, JsonNode> none = Map.of();
		JsonNodeFactory json = JsonNodeFactory.instance;
		assertThat(summary).isEqualTo(new CampaignSummary("c-1", "Spring promotion", "broadcast", Channel.EMAIL,
				AuthoringStatus.PUBLISHED, Instant.parse("2026-04-20T09:00:00Z"), Instant.parse("2026-04-20T09:10:00Z"),
				new CampaignSummary.Schedule("digital_send", ScheduleMode.AT, Instant.parse("2026-04-21T15:30:00Z"),
						"America/New_York", true, none),
				new CampaignSummary.Audience(
						List.of(new CampaignSummary.Member("a-1", "Buyers", AudienceType.AUDIENCE, 18234L, none)),
						List.of(),
						new CampaignSummary.Reach(ReachStatus.OK, 18234L, Instant.parse("2026-04-20T09:05:00Z"), false,
								none),
						none),
				new CampaignSummary.Content(
						new CampaignSummary.Template("tpl_123", "Spring", "published", Channel.EMAIL, none),
						"unavailable", none),
				new CampaignSummary.LastPreflight("not_evaluated", json.arrayNode().add(1), none),
				new CampaignSummary.Execution(ExecutionStatus.SCHEDULED, Instant.parse("2026-04-21T15:30:00Z"),
						json.objectNode().put("sent", 1), none),
				new CampaignSummary.Links("/public/v1/campaigns/c-1/summary", none), none));
		assertThat(summary.executionStatus()).isEqualTo(ExecutionStatus.SCHEDULED);
		api.verify(getRequestedFor(urlEqualTo("/public/v1/campaigns/c-1/summary")));
	}

	@Test
	void readsSummaryWithMissingAndUnknownFields() {
		respond(okJson("""
				{"success":true,"data":{"health":1,"schedule":null,"audience":{"reach":{"status":"guessing","x":1}},
				"latestExecution":{"status":"paused","lastExecutionAt":null,"counts":null,"y":1}}}"""));
		CampaignSummary summary = this.campaigns.getSummary("c-1");
		assertThat(summary.schedule()).isNull();
		assertThat(summary.audience().included()).isEmpty();
		assertThat(summary.audience().reach().status()).hasToString("guessing");
		assertThat(summary.audience().reach().additionalProperties()).containsOnlyKeys("x");
		assertThat(summary.executionStatus()).hasToString("paused");
		assertThat(summary.executionStatus().isTerminal()).isFalse();
		assertThat(summary.additionalProperties()).containsOnlyKeys("health");
	}

	@Test
	void sendsEmptyOrOwnBodyWithSendAndSchedule() {
		respond(okJson("""
				{"success":true,"data":{"jobId":"job-1","status":"scheduled","scheduledAt":"2026-04-21T15:30:00Z",
				"new":1}}"""));
		CampaignJob job = this.campaigns.send("c-1");
		this.campaigns.schedule("c-1");
		this.campaigns.send("c-2", Map.of("confirm", true));
		this.campaigns.schedule("c-2", new Confirmation("yes"));
		assertThat(job.jobId()).isEqualTo("job-1");
		assertThat(job.status()).isEqualTo(ExecutionStatus.SCHEDULED);
		assertThat(job.scheduledAt()).isEqualTo("2026-04-21T15:30:00Z");
		assertThat(job.json().path("new").asInt()).isEqualTo(1);
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns/c-1/send-jobs")), "{}");
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns/c-1/schedule-jobs")), "{}");
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns/c-2/send-jobs")), "{\"confirm\":true}");
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns/c-2/schedule-jobs")), "{\"confirmed\":\"yes\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"success\":true}", "{\"success\":true,\"data\":null}",
			"{\"success\":true,\"data\":\"queued\"}",
			"{\"success\":true,\"data\":{\"status\":7,\"scheduledAt\":\"soon\"}}" })
	void readsAnyResponseToSendAndSchedule(String body) {
		respond(aResponse().withStatus(body.isEmpty() ? 202 : 200)
			.withHeader("Content-Type", "application/json")
			.withBody(body));
		CampaignJob job = this.campaigns.send("c-1");
		assertThat(job.jobId()).isNull();
		assertThat(job.scheduledAt()).isNull();
		assertThat(job.status().isTerminal()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "{'status':'completed'}; completed; true",
					"{'executionStatus':'failed','status':'published'}; failed; true",
					"{'status':'published','latestExecution':{'status':'running'}}; running; false",
					"{'execution':{'state':'completed'}}; completed; true", "{'status':'paused'}; paused; false",
					"{}; ''; false", "[]; ''; false" })
	void readsStatusInPlausibleForms(String data, String status, boolean terminal) {
		respondWithData(data.replace('\'', '"'));
		CampaignStatus read = this.campaigns.getStatus("c-1");
		assertThat(read.executionStatus()).hasToString(status);
		assertThat(read.executionStatus().isTerminal()).isEqualTo(terminal);
		api.verify(getRequestedFor(urlEqualTo("/public/v1/campaigns/c-1/status")));
	}

	@Test
	void readsStatusFields() {
		respond(okJson("""
				{"success":true,"data":{"authoringStatus":"published","status":"running",
				"lastExecutionAt":"2026-04-21T15:30:00Z","counts":{"sent":3,"note":"x"}}}"""));
		CampaignStatus status = this.campaigns.getStatus("c-1");
		assertThat(status.authoringStatus()).isEqualTo(AuthoringStatus.PUBLISHED);
		assertThat(status.lastExecutionAt()).isEqualTo("2026-04-21T15:30:00Z");
		assertThat(status.counts()).containsExactly(entry("sent", 3L));
		assertThat(status.json().path("counts").path("note").asString()).isEqualTo("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'counts':{'targeted':10,'sent':9}}", "{'pipeline':{'targeted':10,'sent':9}}",
			"{'campaignId':'c-1','targeted':10,'sent':9}" })
	void readsMetricsInPlausibleForms(String data) {
		respondWithData(data.replace('\'', '"'));
		CampaignMetrics metrics = this.campaigns.getMetrics("c-1");
		assertThat(metrics.counts()).containsExactly(entry("targeted", 10L), entry("sent", 9L));
		assertThat(metrics.count("sent")).isEqualTo(9);
		assertThat(metrics.count("opened")).isNull();
		api.verify(getRequestedFor(urlEqualTo("/public/v1/campaigns/c-1/metrics")));
	}

	@Test
	void waitsForEndOfExecution() {
		respondWithData("{\"status\":\"completed\"}");
		assertThat(this.campaigns.awaitExecution("c-1", PollOptions.builder().timeout(Duration.ofSeconds(10)).build())
			.executionStatus()).isEqualTo(ExecutionStatus.COMPLETED);
		assertThat(requests()).containsExactly("GET /campaigns/c-1/status");
	}

	private static void verify(RequestPatternBuilder request, String body) {
		api.verify(1, request.withHeader("Content-Type", equalTo("application/json;charset=UTF-8"))
			.withRequestBody(equalToJson(body)));
	}

	record Confirmation(String confirmed) {
	}

}
