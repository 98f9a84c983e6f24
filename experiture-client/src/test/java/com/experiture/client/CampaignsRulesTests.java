package com.experiture.client;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.campaigns.AudienceRef;
import com.experiture.client.campaigns.AudienceType;
import com.experiture.client.campaigns.CampaignAudience;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignFilter;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignUpdate;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.ScheduleMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that requests that break a documented rule are rejected before they are sent, and
 * that requests at the limit are not.
 */
class CampaignsRulesTests extends ContractTests {

	private static final String AUDIENCE_ID = "7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11";

	private static final Instant LATER = Instant.parse("2026-04-21T15:30:00Z");

	private CampaignsClient campaigns;

	@BeforeEach
	void createCampaigns() {
		this.campaigns = this.client.campaigns();
	}

	@ParameterizedTest
	@MethodSource
	void rejectsInvalidDraft(String field, CampaignDraft draft) {
		assertRejected("campaigns.create", field, () -> this.campaigns.create(draft));
	}

	static Stream<Arguments> rejectsInvalidDraft() {
		CampaignDraft.Builder letters = CampaignDraft.builder("Spring", Channel.DIRECT_MAIL);
		return Stream.of(wrong("name", CampaignDraft.builder("", Channel.SMS)),
				wrong("name", CampaignDraft.builder("x".repeat(256), Channel.SMS)),
				wrong("channel", CampaignDraft.builder("Spring", new Channel(" "))),
				wrong("campaignType", CampaignDraft.builder("Spring", Channel.SMS).campaignType("")),
				wrong("tags", sms().tags(Collections.nCopies(26, "tag"))),
				wrong("tags[1]", sms().tags("ok", "x".repeat(101))), wrong("tags[0]", sms().tags((String) null)),
				wrong("content.templateId", sms().content(CampaignContent.ofTemplate(""))),
				wrong("audience.include[0].audienceId",
						sms().audience(CampaignAudience.of(AudienceRef.audience("buyers")))),
				wrong("schedule.sendAt", sms().schedule(schedule(ScheduleMode.AT, null, null))),
				wrong("schedule.mode", sms().schedule(CampaignSchedule.onDate(LocalDate.EPOCH))),
				wrong("schedule.mode", letters.schedule(CampaignSchedule.at(LATER))),
				wrong("schedule.mode", letters.schedule(schedule(null, LATER, null))),
				wrong("schedule.mode", letters.schedule(CampaignSchedule.now())));
	}

	@ParameterizedTest
	@MethodSource
	void acceptsDraft(CampaignDraft draft) {
		respondWithData("{\"id\":\"c-1\"}");
		assertThat(this.campaigns.create(draft).id()).isEqualTo("c-1");
	}

	static Stream<CampaignDraft> acceptsDraft() {
		AudienceRef[] most = Collections.nCopies(25, AudienceRef.audience(AUDIENCE_ID)).toArray(AudienceRef[]::new);
		Channel unknown = new Channel("carrier_pigeon");
		return Stream.of(
				CampaignDraft.builder("x".repeat(255), Channel.EMAIL)
					.content(CampaignContent.ofTemplate("t").subjectLine("Hi"))
					.tags(Collections.nCopies(25, "x".repeat(100)))
					.audience(CampaignAudience.of(most).excluding(most)),
				CampaignDraft.builder("\uD83D\uDC8C".repeat(255), Channel.PUSH).schedule(CampaignSchedule.now()),
				CampaignDraft.builder("Spring", Channel.DIRECT_MAIL).schedule(CampaignSchedule.onDate(LocalDate.EPOCH)),
				CampaignDraft.builder("Spring", Channel.SMS).content(CampaignContent.ofTemplate("t").subjectLine("Hi")),
				CampaignDraft.builder("Spring", Channel.EMAIL)
					.content(new CampaignContent(null, null, "Hi", Map.of()))
					.schedule(schedule(null, LATER, null)),
				CampaignDraft.builder(" ", Channel.EMAIL)
					.schedule(new CampaignSchedule(ScheduleMode.NOW, null, null, "EST", Map.of())),
				CampaignDraft.builder("Spring", Channel.EMAIL)
					.campaignType("journey")
					.description(null)
					.category(null)
					.externalId(null)
					.metadata(null)
					.content(null)
					.audience(null)
					.schedule(null),
				CampaignDraft.builder("Spring", unknown)
					.content(CampaignContent.ofTemplate("t").subjectLine("Hi"))
					.schedule(CampaignSchedule.onDate(LocalDate.EPOCH)),
				CampaignDraft.builder("Spring", unknown).schedule(schedule(new ScheduleMode("smart"), LATER, null)))
			.map(CampaignDraft.Builder::build);
	}

	@ParameterizedTest
	@MethodSource
	void rejectsInvalidAudience(String field, CampaignAudience audience) {
		assertRejected("campaigns.set-audience", field, () -> this.campaigns.setAudience("c-1", audience));
	}

	static Stream<Arguments> rejectsInvalidAudience() {
		AudienceRef one = AudienceRef.audience(AUDIENCE_ID);
		AudienceRef[] many = Collections.nCopies(26, one).toArray(AudienceRef[]::new);
		return Stream.of(Arguments.of("include", CampaignAudience.of()),
				Arguments.of("include", CampaignAudience.of(many)),
				Arguments.of("exclude", CampaignAudience.of(one).excluding(many)),
				Arguments.of("include[1].audienceId", CampaignAudience.of(one, AudienceRef.segment("1-2-3-4-5"))),
				Arguments.of("exclude[0].audienceId",
						CampaignAudience.of(one).excluding(new AudienceRef(null, AudienceType.SEGMENT, Map.of()))),
				Arguments.of("include[0].type", CampaignAudience.of(new AudienceRef(AUDIENCE_ID, null, Map.of()))),
				Arguments.of("exclude[0]",
						new CampaignAudience(List.of(one), Arrays.asList((AudienceRef) null), Map.of())));
	}

	@Test
	void rejectsContentWithoutTemplate() {
		assertRejected("campaigns.set-content", "templateId",
				() -> this.campaigns.setContent("c-1", new CampaignContent(null, "snd_1", "Hi", Map.of())));
		assertRejected("campaigns.set-content", "templateId",
				() -> this.campaigns.setContent("c-1", CampaignContent.ofTemplate(" ")));
		assertRejected("campaigns.set-content", "senderProfileId",
				() -> this.campaigns.setContent("c-1", CampaignContent.ofTemplate("t").senderProfileId("")));
	}

	@ParameterizedTest
	@MethodSource
	void rejectsInvalidSchedule(String field, CampaignSchedule schedule) {
		assertRejected("campaigns.set-schedule", field, () -> this.campaigns.setSchedule("c-1", schedule));
	}

	static Stream<Arguments> rejectsInvalidSchedule() {
		return Stream.of(Arguments.of("mode", schedule(null, LATER, null)),
				Arguments.of("sendAt", schedule(ScheduleMode.AT, null, null)),
				Arguments.of("sendAt", schedule(ScheduleMode.NOW, LATER, null)),
				Arguments.of("sendAt", schedule(ScheduleMode.BATCH_ON_DATE, LATER, LocalDate.EPOCH)),
				Arguments.of("batchDate", schedule(ScheduleMode.BATCH_ON_DATE, null, null)),
				Arguments.of("batchDate", schedule(ScheduleMode.AT, LATER, LocalDate.EPOCH)),
				Arguments.of("batchDate", schedule(ScheduleMode.NOW, null, LocalDate.EPOCH)),
				Arguments.of("timezone", CampaignSchedule.now().timezone(ZoneOffset.ofHours(2))),
				Arguments.of("timezone", new CampaignSchedule(ScheduleMode.NOW, null, null, "Mars/Olympus", Map.of())));
	}

	@Test
	void rejectsInvalidUpdate() {
		CampaignUpdate nothing = CampaignUpdate.builder().build();
		assertRejected("campaigns.update", "body", () -> this.campaigns.update("c-1", nothing));
		assertRejected("campaigns.update", "name",
				() -> this.campaigns.update("c-1", CampaignUpdate.builder().name("").build()));
		assertRejected("campaigns.update", "name",
				() -> this.campaigns.update("c-1", CampaignUpdate.builder().clear("name").build()));
		assertRejected("campaigns.update", "tags", () -> this.campaigns.update("c-1",
				CampaignUpdate.builder().tags(Collections.nCopies(26, "tag")).build()));
		assertRejected("campaigns.update", "tags[0]",
				() -> this.campaigns.update("c-1", CampaignUpdate.builder().tags(List.of("x".repeat(101))).build()));
		assertRejected("campaigns.update", "tags[0]",
				() -> this.campaigns.update("c-1", CampaignUpdate.builder().field("tags", List.of(1)).build()));
		assertRejected("campaigns.update", "body", () -> this.campaigns.update("c-1", (Object) List.of()));
	}

	@Test
	void rejectsInvalidPagesAndNames() {
		assertRejected("campaigns.list", "limit",
				() -> this.campaigns.list(CampaignFilter.builder().pageSize(0).build()).toList());
		assertRejected("campaigns.list", "offset", () -> this.campaigns.listPage(CampaignFilter.all(), -1));
		assertRejected("campaigns.clone", "name", () -> this.campaigns.clone("c-1", "x".repeat(256)));
		assertRejected("campaigns.send", "body", () -> this.campaigns.send("c-1", "now"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "..", "a/b" })
	void rejectsInvalidId(String id) {
		assertRejected("campaigns.get", "id", () -> this.campaigns.get(id));
		assertRejected("campaigns.send", "id", () -> this.campaigns.send(id));
	}

	private static Arguments wrong(String field, CampaignDraft.Builder draft) {
		return Arguments.of(field, Named.of(field, draft.build()));
	}

	private static CampaignDraft.Builder sms() {
		return CampaignDraft.builder("Spring", Channel.SMS);
	}

	private static CampaignSchedule schedule(ScheduleMode mode, Instant sendAt, LocalDate batchDate) {
		return new CampaignSchedule(mode, sendAt, batchDate, null, Map.of());
	}

}
