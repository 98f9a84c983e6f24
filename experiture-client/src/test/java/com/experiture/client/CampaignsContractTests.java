package com.experiture.client;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

import com.experiture.client.campaigns.AudienceRef;
import com.experiture.client.campaigns.AuthoringStatus;
import com.experiture.client.campaigns.Campaign;
import com.experiture.client.campaigns.CampaignAudience;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignFilter;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignUpdate;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.ScheduleMode;
import com.experiture.client.error.ConflictException;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.NotDraftException;
import com.experiture.client.error.NotFoundException;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests campaign calls with the documented payloads of requests and responses.
 */
class CampaignsContractTests extends ContractTests {

	private static final String AUDIENCE_ID = "7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11";

	private static final String SEGMENT_ID = "1f8e6f0e-7d0f-4d3a-8a86-2f3b7b9a0c22";

	private CampaignsClient campaigns;

	@BeforeEach
	void createCampaigns() {
		this.campaigns = this.client.campaigns();
	}

	@Test
	void sendsDraftWithAllDocumentedFields() {
		respond(campaign());
		this.campaigns.create(CampaignDraft.builder("Spring promotion", Channel.EMAIL)
			.description("For everybody who bought last year")
			.category("general")
			.tags("spring", "2026")
			.externalId("erp-4711")
			.metadata(Map.of("owner", "marketing"))
			.content(CampaignContent.ofTemplate("tpl_123").senderProfileId("snd_1").subjectLine("Spring is here"))
			.audience(CampaignAudience.of(AudienceRef.audience(AUDIENCE_ID)))
			.schedule(CampaignSchedule.at(ZonedDateTime.parse("2026-04-21T11:30:00-04:00[America/New_York]")))
			.additionalProperty("goal", "win back")
			.build());
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns")), """
				{"campaignType":"broadcast","name":"Spring promotion","channel":"email",
				"description":"For everybody who bought last year","category":"general","tags":["spring","2026"],
				"externalId":"erp-4711","metadata":{"owner":"marketing"},
				"content":{"templateId":"tpl_123","senderProfileId":"snd_1","subjectLine":"Spring is here"},
				"audience":{"include":[{"audienceId":"%s","type":"audience"}],"exclude":[]},
				"schedule":{"mode":"at","sendAt":"2026-04-21T15:30:00Z","timezone":"America/New_York"},
				"goal":"win back"}""".formatted(AUDIENCE_ID));
	}

	@Test
	void sendsDraftWithoutMissingFields() {
		respond(campaign());
		this.campaigns.create(CampaignDraft.builder("Spring", new Channel("carrier_pigeon"))
			.schedule(new CampaignSchedule(null, Instant.parse("2026-04-21T15:30:00Z"), null, null, Map.of()))
			.content(new CampaignContent(null, "snd_1", null, Map.of()))
			.build());
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns")), """
				{"campaignType":"broadcast","name":"Spring","channel":"carrier_pigeon",
				"content":{"senderProfileId":"snd_1"},"schedule":{"sendAt":"2026-04-21T15:30:00Z"}}""");
	}

	@Test
	void readsCampaignWithAllDocumentedFields() {
		respond(okJson("""
				{"success":true,"data":{"id":"c-1","campaignType":"broadcast","name":"Spring promotion",
				"channel":"email","description":"d","category":"general","tags":["spring"],"externalId":"erp-4711",
				"metadata":{"owner":"marketing"},
				"content":{"templateId":"tpl_123","senderProfileId":"snd_1","subjectLine":"Spring is here"},
				"audience":{"include":[{"audienceId":"%s","type":"audience"}],
				"exclude":[{"audienceId":"%s","type":"segment"}]},
				"schedule":{"mode":"at","sendAt":"2026-04-21T15:30:00Z","timezone":"America/New_York"},
				"authoringStatus":"draft","createdAt":"2026-04-20T09:00:00Z","updatedAt":"2026-04-20T09:10:00Z"}}"""
			.formatted(AUDIENCE_ID, SEGMENT_ID)));
		assertThat(this.campaigns.get("c-1"))
			.isEqualTo(new Campaign("c-1", "broadcast", "Spring promotion", Channel.EMAIL, "d", "general",
					List.of("spring"), "erp-4711", JsonNodeFactory.instance.objectNode().put("owner", "marketing"),
					CampaignContent.ofTemplate("tpl_123").senderProfileId("snd_1").subjectLine("Spring is here"),
					CampaignAudience.of(AudienceRef.audience(AUDIENCE_ID)).excluding(AudienceRef.segment(SEGMENT_ID)),
					CampaignSchedule.at(Instant.parse("2026-04-21T15:30:00Z")).timezone(ZoneId.of("America/New_York")),
					AuthoringStatus.DRAFT, Instant.parse("2026-04-20T09:00:00Z"), Instant.parse("2026-04-20T09:10:00Z"),
					Map.of()));
		api.verify(getRequestedFor(urlEqualTo("/public/v1/campaigns/c-1")));
	}

	@Test
	void readsCampaignWithIdOnly() {
		respond(okJson("""
				{"success":true,"data":{"campaignId":"c-1","tags":null,"audience":{"include":[null]}}}"""));
		Campaign campaign = this.campaigns.get("c-1");
		assertThat(campaign.id()).isEqualTo("c-1");
		assertThat(campaign.tags()).isEmpty();
		assertThat(campaign.channel()).isNull();
		assertThat(campaign.additionalProperties()).isEmpty();
		respond(okJson("""
				{"success":true,"data":{"name":"no id"}}"""));
		assertThatExceptionOfType(InvalidResponseException.class).isThrownBy(() -> this.campaigns.get("c-1"));
	}

	@Test
	void keepsUnknownFieldsAndValues() {
		respond(okJson("""
				{"success":true,"data":{"id":"c-1","channel":"fax","authoringStatus":"in_review","owner":{"id":7},
				"archivedAt":null,"content":{"templateId":"t","locale":"en"},
				"audience":{"include":[{"audienceId":"%s","type":"cohort","name":"Buyers"}],"mode":"live"},
				"schedule":{"mode":"smart","window":[1,2]}}}""".formatted(AUDIENCE_ID)));
		Campaign campaign = this.campaigns.get("c-1");
		assertThat(campaign.channel()).hasToString("fax");
		assertThat(campaign.authoringStatus()).hasToString("in_review");
		assertThat(campaign.additionalProperties()).containsOnlyKeys("owner", "archivedAt");
		assertThat(campaign.additionalProperties().get("owner").path("id").asInt()).isEqualTo(7);
		assertThat(campaign.content().additionalProperties().get("locale").asString()).isEqualTo("en");
		assertThat(campaign.audience().additionalProperties()).containsOnlyKeys("mode");
		assertThat(campaign.audience().include().get(0).type()).hasToString("cohort");
		assertThat(campaign.audience().include().get(0).additionalProperties()).containsOnlyKeys("name");
		assertThat(campaign.schedule().mode()).isEqualTo(new ScheduleMode("smart"));
		assertThat(campaign.schedule().additionalProperties()).containsOnlyKeys("window");
	}

	@Test
	void sendsBackWhatWasReadWithoutUnknownFields() {
		respond(okJson("""
				{"success":true,"data":{"id":"c-1","content":{"templateId":"t","locale":"en"},
				"audience":{"include":[{"audienceId":"%s","type":"audience","name":"Buyers"}],"mode":"live"},
				"schedule":{"mode":"now","window":[1,2]}}}""".formatted(AUDIENCE_ID)));
		Campaign campaign = this.campaigns.get("c-1");
		this.campaigns.setContent("c-2", campaign.content());
		this.campaigns.setAudience("c-2", campaign.audience());
		this.campaigns.setSchedule("c-2", campaign.schedule());
		verify(putRequestedFor(urlEqualTo("/public/v1/campaigns/c-2/content")), """
				{"templateId":"t"}""");
		verify(putRequestedFor(urlEqualTo("/public/v1/campaigns/c-2/audience")), """
				{"include":[{"audienceId":"%s","type":"audience"}],"exclude":[]}""".formatted(AUDIENCE_ID));
		verify(putRequestedFor(urlEqualTo("/public/v1/campaigns/c-2/schedule")), """
				{"mode":"now"}""");
	}

	@Test
	void sendsAudienceContentAndScheduleAsDocumented() {
		respond(campaign());
		this.campaigns.setAudience("c-1",
				CampaignAudience.of(AudienceRef.audience(AUDIENCE_ID)).excluding(AudienceRef.segment(SEGMENT_ID)));
		Campaign campaign = this.campaigns.setContent("c-1",
				CampaignContent.ofTemplate("tpl_123").senderProfileId("snd_1").subjectLine("Spring is here"));
		assertThat(campaign.id()).isEqualTo("c-1");
		verify(putRequestedFor(urlEqualTo("/public/v1/campaigns/c-1/audience")), """
				{"include":[{"audienceId":"%s","type":"audience"}],"exclude":[{"audienceId":"%s","type":"segment"}]}"""
			.formatted(AUDIENCE_ID, SEGMENT_ID));
		verify(putRequestedFor(urlEqualTo("/public/v1/campaigns/c-1/content")), """
				{"templateId":"tpl_123","senderProfileId":"snd_1","subjectLine":"Spring is here"}""");
	}

	@Test
	void sendsSchedulesAsDocumented() {
		respond(campaign());
		this.campaigns.setSchedule("now", CampaignSchedule.now());
		this.campaigns.setSchedule("at",
				CampaignSchedule.at(Instant.parse("2026-04-21T15:30:00Z")).timezone(ZoneId.of("America/New_York")));
		this.campaigns.setSchedule("offset", CampaignSchedule.at(ZonedDateTime.parse("2026-04-21T17:30:00+02:00")));
		this.campaigns.setSchedule("letters",
				CampaignSchedule.onDate(LocalDate.of(2026, 4, 21)).timezone(ZoneId.of("UTC")));
		verify(putRequestedFor(urlEqualTo("/public/v1/campaigns/now/schedule")), """
				{"mode":"now"}""");
		verify(putRequestedFor(urlEqualTo("/public/v1/campaigns/at/schedule")), """
				{"mode":"at","sendAt":"2026-04-21T15:30:00Z","timezone":"America/New_York"}""");
		verify(putRequestedFor(urlEqualTo("/public/v1/campaigns/offset/schedule")), """
				{"mode":"at","sendAt":"2026-04-21T15:30:00Z"}""");
		verify(putRequestedFor(urlEqualTo("/public/v1/campaigns/letters/schedule")), """
				{"mode":"batch_on_date","batchDate":"2026-04-21","timezone":"UTC"}""");
	}

	@Test
	void updateSendsOnlyFieldsThatWereSet() {
		respond(campaign());
		this.campaigns.update("c-1",
				CampaignUpdate.builder().name("Summer").tags(List.of()).clear("description").build());
		verify(patchRequestedFor(urlEqualTo("/public/v1/campaigns/c-1")), """
				{"name":"Summer","tags":[],"description":null}""");
	}

	@Test
	void updateSendsAllFields() {
		respond(campaign());
		this.campaigns.update("c-1",
				CampaignUpdate.builder()
					.description("d")
					.category("news")
					.externalId("x")
					.metadata(Map.of("a", 1))
					.field("goal", List.of("win back"))
					.build());
		this.campaigns.update("c-2", Map.of("anything", true));
		verify(patchRequestedFor(urlEqualTo("/public/v1/campaigns/c-1")), """
				{"description":"d","category":"news","externalId":"x","metadata":{"a":1},"goal":["win back"]}""");
		verify(patchRequestedFor(urlEqualTo("/public/v1/campaigns/c-2")), """
				{"anything":true}""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"success\":true}", "{\"success\":true,\"data\":null}",
			"{\"success\":true,\"data\":{\"id\":\"c-1\",\"deleted\":true}}", "{\"success\":true,\"data\":\"done\"}" })
	void ignoresResponseToDeleteAndArchive(String body) {
		respond(aResponse().withStatus(body.isEmpty() ? 204 : 200)
			.withHeader("Content-Type", "application/json")
			.withBody(body));
		this.campaigns.delete("c-1");
		this.campaigns.archive("c-1");
		this.campaigns.archive("c-2", Map.of("reason", "done"));
		api.verify(deleteRequestedFor(urlEqualTo("/public/v1/campaigns/c-1")));
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns/c-1/archive")), "{}");
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns/c-2/archive")), "{\"reason\":\"done\"}");
	}

	@Test
	void clonesWithAndWithoutName() {
		respond(campaign());
		assertThat(this.campaigns.clone("a").id()).isEqualTo("c-1");
		this.campaigns.clone("b", "Spring again");
		this.campaigns.clone("c", JsonNodeFactory.instance.objectNode().put("title", "Spring again"));
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns/a/clone")), "{}");
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns/b/clone")), "{\"name\":\"Spring again\"}");
		verify(postRequestedFor(urlEqualTo("/public/v1/campaigns/c/clone")), "{\"title\":\"Spring again\"}");
	}

	@Test
	void distinguishesDocumentedErrors() {
		respond(error(409, "JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_DRAFT"));
		assertThatExceptionOfType(NotDraftException.class)
			.isThrownBy(() -> this.campaigns.setSchedule("c-1", CampaignSchedule.now()));
		respond(error(409, "TEMPLATE_NOT_PUBLISHED"));
		assertThatExceptionOfType(ConflictException.class)
			.isThrownBy(() -> this.campaigns.setContent("c-1", CampaignContent.ofTemplate("t")))
			.satisfies((ex) -> assertThat(ex.error().hasCode("TEMPLATE_NOT_PUBLISHED")).isTrue());
		respond(error(404, "JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_FOUND"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.campaigns.getSummary("c-1"));
		respond(error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		assertThatExceptionOfType(ForbiddenException.class).isThrownBy(() -> this.campaigns.getMetrics("c-1"))
			.withMessageContaining("analytics:read");
	}

	@Test
	void textsContainNoContent() {
		CampaignContent content = CampaignContent.ofTemplate("t").subjectLine("Dear Jane Doe");
		assertThat(CampaignDraft.builder("For Jane Doe", Channel.EMAIL)
			.description("Jane Doe")
			.metadata(Map.of("owner", "Jane Doe"))
			.content(content)
			.build()).asString().doesNotContain("Jane");
		assertThat(CampaignUpdate.builder().description("Jane Doe").build()).asString().doesNotContain("Jane");
		assertThat(CampaignFilter.builder().search("Jane Doe").parameter("q", "Jane").build()).asString()
			.doesNotContain("Jane");
		respond(okJson("""
				{"success":true,"data":{"id":"c-1","name":"Jane","metadata":{"owner":"Jane"},"status":"running",
				"owner":"Jane","content":{"subjectLine":"Jane","x":"Jane"},"counts":{"sent":1}}}"""));
		assertThat(this.campaigns.get("c-1")).asString().doesNotContain("Jane");
		assertThat(this.campaigns.get("c-1").content()).asString().doesNotContain("Jane");
		assertThat(this.campaigns.send("c-1")).asString().doesNotContain("Jane");
		assertThat(this.campaigns.getStatus("c-1")).asString().doesNotContain("Jane");
		assertThat(this.campaigns.getMetrics("c-1")).asString().doesNotContain("Jane");
		respond(okJson("""
				{"success":true,"data":{"name":"Jane","owner":"Jane","links":{"self":"/c","x":"Jane"}}}"""));
		assertThat(this.campaigns.getSummary("c-1")).asString().doesNotContain("Jane");
		assertThat(this.campaigns.getSummary("c-1").links()).asString().contains("/c").doesNotContain("Jane");
	}

	private static void verify(RequestPatternBuilder request, String body) {
		api.verify(1, request.withHeader("Content-Type", equalTo("application/json;charset=UTF-8"))
			.withRequestBody(equalToJson(body)));
	}

	private static ResponseDefinitionBuilder campaign() {
		return okJson("""
				{"success":true,"data":{"id":"c-1","campaignType":"broadcast","name":"Spring promotion",
				"channel":"email","authoringStatus":"draft"}}""");
	}

	private static ResponseDefinitionBuilder error(int status, String code) {
		return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody("""
				{"success":false,"error":{"code":"%s","message":"no"}}""".formatted(code));
	}

}
