package com.experiture.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import com.experiture.client.audiences.AudiencePreview;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.campaigns.Campaign;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignSummary;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.LaunchPlan;
import com.experiture.client.error.ConflictException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.PayloadTooLargeException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.lists.AmbiguousListException;
import com.experiture.client.lists.ContactList;
import com.experiture.client.lists.ListMembers;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the documentation accepts passes the client, the emulator and the OpenAPI
 * document.
 */
class DocumentedInputTests {

	private static final String AUDIENCE = "7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11";

	private static final String JOURNEY = "0d8a4a8e-55f5-4f0a-9c1d-3f5e7a1b2c33";

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final Exchanges exchanges = new Exchanges(this.emulator);

	private final ExperitureClient client = Clients.of(this.emulator).build();

	private final CampaignsClient campaigns = this.client.campaigns();

	@BeforeEach
	void define() {
		this.emulator.fixtures()
			.template("tpl_sms", "Short", "sms", true)
			.audience(AUDIENCE, "Romans", (profile) -> "Rome".equals(profile.get("city")), "city")
			.record("profiles", Map.of("email", "ada@example.com", "city", "Rome"));
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
		assertThat(this.exchanges.violations()).isEmpty();
	}

	@Test
	void ignoresSubjectLineOfOtherChannels() {
		CampaignContent content = CampaignContent.ofTemplate("tpl_sms").subjectLine("Hi");
		Campaign campaign = this.campaigns.create(draft(Channel.SMS).content(content).build());
		assertThat(campaign.content().subjectLine()).isNull();
		assertThat(this.campaigns.setContent(campaign.id(), content).content().subjectLine()).isNull();
		this.campaigns.launch(LaunchPlan.builder(campaign.id()).content(content).dryRun(true).build());
		assertThat(this.emulator.requests(Endpoint.CAMPAIGNS_SET_CONTENT)).last()
			.satisfies((request) -> assertThat(request.body()).contains("\"subjectLine\":\"Hi\""));
	}

	@Test
	void acceptsDraftContentWithoutTemplate() {
		Campaign campaign = this.campaigns
			.create(draft(Channel.EMAIL).content(new CampaignContent(null, "snd_1", "Hi", Map.of())).build());
		assertThat(campaign.content().templateId()).isNull();
		assertThat(campaign.content().subjectLine()).isEqualTo("Hi");
		assertThat(this.campaigns.preflight(campaign.id()).canPublish()).isFalse();
	}

	@Test
	void acceptsNullInNullableFieldsOfDraft() {
		assertThat(this.campaigns
			.create(draft(Channel.EMAIL).description(null)
				.category(null)
				.externalId(null)
				.metadata(null)
				.content(null)
				.audience(null)
				.schedule(null)
				.build())
			.category()).isEqualTo("general");
		Map<String, Object> body = new HashMap<>(
				Map.of("campaignType", "broadcast", "name", "Spring", "channel", "email"));
		List.of("description", "category", "externalId", "metadata", "content", "audience", "schedule")
			.forEach((name) -> body.put(name, null));
		assertThat(this.client.call(ApiRequest.to(Endpoint.CAMPAIGNS_CREATE).json(body).returning(Campaign.class))
			.category()).isEqualTo("general");
		assertThat(this.emulator.requests(Endpoint.CAMPAIGNS_CREATE)).last()
			.satisfies((request) -> assertThat(request.body()).contains("\"schedule\":null"));
	}

	@Test
	void apiChecksCampaignTypeJourney() {
		assertThatExceptionOfType(ConflictException.class)
			.isThrownBy(() -> this.campaigns.create(draft(Channel.EMAIL).campaignType("journey").build()))
			.satisfies((ex) -> assertThat(ex.error().code()).endsWith(".TYPE_UNSUPPORTED"));
	}

	@Test
	void reportsOtherCampaignTypesAsUnsupported() {
		this.emulator.fixtures().campaign(JOURNEY, "Welcome", "journey");
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.campaigns.get(JOURNEY))
			.satisfies((ex) -> assertThat(ex.error().code()).endsWith(".SUMMARY_TYPE_UNSUPPORTED"));
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.campaigns.getSummary(JOURNEY))
			.satisfies((ex) -> assertThat(ex.error().code()).endsWith(".SUMMARY_TYPE_UNSUPPORTED"));
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.campaigns.getStatus(JOURNEY))
			.satisfies((ex) -> assertThat(ex.error().code()).endsWith(".TYPE_UNSUPPORTED")
				.doesNotEndWith(".SUMMARY_TYPE_UNSUPPORTED"));
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.campaigns.send(JOURNEY))
			.satisfies((ex) -> assertThat(ex.isTransient()).isFalse());
		assertThat(this.emulator.requestCount(Endpoint.CAMPAIGNS_SEND)).isEqualTo(1);
	}

	@Test
	void usesTimeZoneOfTenantForDirectMail() {
		String id = this.campaigns.create(draft(Channel.DIRECT_MAIL).build()).id();
		CampaignSchedule schedule = CampaignSchedule.onDate(LocalDate.of(2026, 5, 1));
		assertThat(this.campaigns.setSchedule(id, schedule).schedule().timezone()).isEqualTo("UTC");
		this.emulator.settings().tenantTimezone(ZoneId.of("America/New_York"));
		assertThat(this.campaigns.setSchedule(id, schedule).schedule().timezone()).isEqualTo("America/New_York");
	}

	@Test
	void acceptsPointInTimeWithoutModeInDraft() {
		CampaignSchedule schedule = new CampaignSchedule(null, Instant.parse("2026-05-01T10:00:00Z"), null, "EST",
				Map.of());
		Campaign campaign = this.campaigns.create(draft(Channel.EMAIL).schedule(schedule).build());
		assertThat(String.valueOf(campaign.schedule().mode())).isEqualTo("at");
		assertThat(campaign.schedule().timezone()).isEqualTo("EST");
	}

	@Test
	void addsCategoryToTags() {
		Campaign campaign = this.campaigns
			.create(CampaignDraft.builder(" ", Channel.EMAIL).category("promo").tags("a").build());
		assertThat(campaign.tags()).containsExactly("a", "promo");
		assertThat(this.campaigns.create(draft(Channel.EMAIL).category(" ").build()).category()).isEqualTo("general");
	}

	@Test
	void acceptsListsOfSameName(@TempDir Path directory) throws Exception {
		ContactList first = this.client.lists().create("VIP", null);
		ContactList second = this.client.lists().create("VIP", null);
		assertThatExceptionOfType(AmbiguousListException.class).isThrownBy(() -> this.client.lists().findByName("VIP"))
			.satisfies((ex) -> assertThat(ex.ids()).containsExactly(first.id(), second.id()));
		Path file = Files.writeString(directory.resolve("people.csv"), "email\njane@example.com\n");
		ImportReport report = this.client.imports()
			.importFile(file, ImportOptions.builder("profiles").matchKey("email").createList("VIP").build());
		assertThat(report.acceptedRows()).isEqualTo(1);
		assertThat(report.createdList()).isNull();
		assertThat(report.lookUpFailure()).isInstanceOf(AmbiguousListException.class);
	}

	@Test
	void acceptsCustomerIdsAsContactKeys() {
		String id = this.client.lists().create("VIP", null).id();
		ListMembers members = ListMembers.ofContactKeys(List.of("Cust-00A", " Ada@Example.com "))
			.normalizationMode(ListMembers.EMAIL_LOWER_TRIM);
		this.client.lists().upsertMembers(id, members);
		assertThat(this.emulator.listMembers("VIP")).containsExactlyInAnyOrder("Cust-00A", "ada@example.com");
		assertThat(this.client.lists().listMembers(id).map((member) -> member.contactKey())).contains("Cust-00A");
		this.client.lists().removeMembers(id, ListMembers.ofContactKeys(List.of("Cust-00A")));
		assertThat(this.emulator.listMembers("VIP")).containsExactly("ada@example.com");
	}

	@Test
	void sampleRecordsHaveUsedFields() {
		AudiencePreview preview = this.client.audiences().preview(AUDIENCE);
		assertThat(preview.fieldsUsed()).containsExactly("city");
		assertThat(preview.sampleRecords()).singleElement()
			.satisfies((record) -> assertThat(record.propertyNames()).containsExactly("city"));
	}

	@Test
	void readsSummaryWithDocumentedValues() {
		String id = this.campaigns
			.create(draft(Channel.EMAIL).schedule(CampaignSchedule.at(Instant.parse("2026-05-01T10:00:00Z"))).build())
			.id();
		CampaignSummary summary = this.campaigns.getSummary(id);
		assertThat(summary.schedule().kind()).isEqualTo("digital_send");
		assertThat(summary.preflight().status()).isEqualTo("not_evaluated");
	}

	@Test
	void readsSuccessWithoutCorrelationIdInBody() {
		this.emulator.settings().correlationIdInBody(false);
		assertThat(this.client.lists().create("VIP", null).name()).isEqualTo("VIP");
	}

	@Test
	void readsRateLimitOfExample() {
		this.emulator.faults().on(Endpoint.LISTS_GET).rateLimit("3600");
		assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> this.client.lists().get("lst_1"))
			.satisfies((ex) -> {
				assertThat(ex.error().code()).isEqualTo("CDP_ETL.RATE.LIMITED");
				assertThat(ex.call().serverCorrelationId()).isNotNull();
			});
	}

	@Test
	void apiChecksBodyOfTenMebibytes() {
		ApiRequest.Builder request = ApiRequest.to(Endpoint.RECORDS_APPEND, "profiles");
		assertThatExceptionOfType(PayloadTooLargeException.class)
			.isThrownBy(() -> this.client
				.call(request.json(Map.of("record", Map.of("city", "x".repeat(10_400_000)))).returning(JsonNode.class)))
			.withMessageContaining("BODY_SIZE");
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> this.client
			.call(request.json(Map.of("record", Map.of("city", "x".repeat(10_500_000)))).returning(JsonNode.class)));
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_APPEND)).isEqualTo(1);
	}

	@Test
	void ownCautionsAreAvoidable() {
		this.client.call(ApiRequest.to(Endpoint.RECORDS_APPEND, "profiles")
			.json(Map.of("record", Map.of("email", "bob@example.com", "city", "2026-05-01T10:00:00")))
			.returning(JsonNode.class));
		assertThat(this.emulator.record("profiles", "email", "bob@example.com").orElseThrow()).containsEntry("city",
				"2026-05-01T10:00:00");
		this.client.records()
			.with(CallOptions.builder().insertWithoutMatchKey(true).build())
			.upsert("profiles", Map.of("city", "Oslo"), "email");
		String id = this.campaigns.create(draft(Channel.EMAIL).build()).id();
		Campaign now = this.client.call(ApiRequest.to(Endpoint.CAMPAIGNS_SET_SCHEDULE, id)
			.json(Map.of("mode", "now", "sendAt", "2026-05-01T10:00:00Z"))
			.returning(Campaign.class));
		assertThat(now.schedule().sendAt()).isNull();
	}

	private static CampaignDraft.Builder draft(Channel channel) {
		return CampaignDraft.builder("Spring", channel);
	}

}
