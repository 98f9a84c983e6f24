package com.experiture.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.campaigns.CampaignAudience;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.ExecutionStatus;
import com.experiture.client.campaigns.LaunchAction;
import com.experiture.client.campaigns.LaunchOutcome;
import com.experiture.client.campaigns.LaunchPlan;
import com.experiture.client.campaigns.ScheduleMode;
import com.experiture.client.error.InvalidRequestException;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that a launch makes its steps in order, and sends a campaign only if the
 * preflight allows it, and only once.
 */
class CampaignLaunchTests extends LaunchTests {

	@Test
	void schedulesCampaignStepByStep() {
		assertThat(this.campaigns.launch(PLAN)).isInstanceOfSatisfying(LaunchOutcome.Launched.class, (launched) -> {
			assertThat(launched.campaignId()).isEqualTo("c-1");
			assertThat(launched.action()).isEqualTo(LaunchAction.SCHEDULE);
			assertThat(launched.job().jobId()).isEqualTo("planned");
			assertThat(launched.preflight().canPublish()).isTrue();
		});
		assertThat(steps()).containsExactly(STEPS[0], STEPS[1], STEPS[2], STEPS[3], STEPS[4],
				"POST /campaigns/c-1/schedule-jobs");
	}

	@Test
	void sendsCampaignWithScheduleNow() {
		assertThat(this.campaigns.launch(PLAN.toBuilder().schedule(CampaignSchedule.now()).build()))
			.isInstanceOfSatisfying(LaunchOutcome.Launched.class, (launched) -> {
				assertThat(launched.action()).isEqualTo(LaunchAction.SEND);
				assertThat(launched.job().jobId()).isEqualTo("sent");
			});
		assertThat(steps()).endsWith("POST /campaigns/c-1/preflight", "POST /campaigns/c-1/send-jobs");
	}

	@Test
	void launchesDraftWithoutFurtherSteps() {
		CampaignDraft draft = CampaignDraft.builder("Spring", Channel.EMAIL)
			.audience(AUDIENCE)
			.content(CONTENT)
			.schedule(new CampaignSchedule(null, Instant.EPOCH, null, null, Map.of()))
			.build();
		assertThat(this.campaigns.launch(LaunchPlan.builder(draft).build())).isInstanceOf(LaunchOutcome.Launched.class);
		assertThat(steps()).containsExactly(STEPS[0], STEPS[4], "POST /campaigns/c-1/schedule-jobs");
	}

	@Test
	void readsSummaryOfExistingCampaignFirst() {
		LaunchPlan plan = LaunchPlan.builder("c-1").content(CONTENT).action(LaunchAction.SEND).build();
		assertThat(this.campaigns.launch(plan)).isInstanceOf(LaunchOutcome.Launched.class);
		assertThat(steps()).containsExactly("GET /campaigns/c-1/summary", STEPS[2], STEPS[4],
				"POST /campaigns/c-1/send-jobs");
	}

	@Test
	void dryRunEndsWithPreflight() {
		assertThat(this.campaigns.launch(PLAN.toBuilder().dryRun(true).build())).isInstanceOfSatisfying(
				LaunchOutcome.Ready.class, (ready) -> assertThat(ready.preflight().canPublish()).isTrue());
		assertThat(steps()).containsExactly(STEPS);
	}

	@Test
	void dryRunNeedsNoSchedule() {
		assertThat(this.campaigns.launch(LaunchPlan.builder("c-1").dryRun(true).build()))
			.isInstanceOf(LaunchOutcome.Ready.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'canPublish':false,'summary':{'blockers':1},'issues':[%s]}",
			"{'canPublish':true,'summary':{'blockers':1},'issues':[%s]}",
			"{'canPublish':true,'summary':{'blockers':0},'issues':[%s]}", "{'issues':[%s]}" })
	void stopsAtBlockers(String preflight) {
		on("/c-1/preflight", data(preflight.formatted("""
				{"severity":"blocker","code":"AUDIENCE_NOT_ASSIGNED","message":"No audience",
				"remediation":[{"type":"link","label":"Assign one","href":"/campaigns/c-1/audience"}]},
				{"severity":"warning","code":"OTHER","message":"m"}""").replace('\'', '"')));
		assertThat(this.campaigns.launch(PLAN)).isInstanceOfSatisfying(LaunchOutcome.Blocked.class, (blocked) -> {
			assertThat(blocked.campaignId()).isEqualTo("c-1");
			assertThat(blocked.blockers()).singleElement().satisfies((issue) -> {
				assertThat(issue.code()).isEqualTo("AUDIENCE_NOT_ASSIGNED");
				assertThat(issue.message()).isEqualTo("No audience");
				assertThat(issue.remediation()).singleElement()
					.satisfies((link) -> assertThat(link.href()).isEqualTo("/campaigns/c-1/audience"));
			});
		});
		assertThat(steps()).containsExactly(STEPS);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{'id':'step-1','kind':'send','config':{'channel':'email'}}", "'send'", "['send']", "null" })
	void readsBlockersWithAnyStep(String step) {
		on("/c-1/preflight", data("""
				{'canPublish':false,'summary':{'blockers':1},'issues':[{'severity':'blocker','code':'X',
				'step':%s,'refs':['t-1'],'remediation':'Publish it'}]}""".formatted(step).replace('\'', '"')));
		assertThat(this.campaigns.launch(PLAN))
			.isInstanceOfSatisfying(LaunchOutcome.Blocked.class, (blocked) -> assertThat(blocked.blockers())
				.singleElement()
				.satisfies(
						(issue) -> assertThat(issue.additionalProperties()).containsOnlyKeys("refs", "remediation")));
		assertThat(steps()).containsExactly(STEPS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "'issues':{'severity':'blocker'}", "'issues':['blocker']" })
	void sendsNothingIfIssuesCannotBeRead(String issues) {
		on("/c-1/preflight",
				data("{'canPublish':true,'summary':{'blockers':0},%s}".formatted(issues).replace('\'', '"')));
		assertThat(this.campaigns.launch(PLAN)).isInstanceOfSatisfying(LaunchOutcome.Blocked.class,
				(blocked) -> assertThat(blocked.preflight().additionalProperties()).containsOnlyKeys("issues"));
		assertThat(steps()).containsExactly(STEPS);
	}

	@Test
	void dryRunReportsBlockers() {
		on("/c-1/preflight", data("{\"canPublish\":false,\"summary\":{\"blockers\":0}}"));
		assertThat(this.campaigns.launch(PLAN.toBuilder().dryRun(true).build()))
			.isInstanceOfSatisfying(LaunchOutcome.Blocked.class, (blocked) -> assertThat(blocked.blockers()).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "scheduled", "running", "completed", "failed", "paused" })
	void doesNotChangeCampaignWhoseExecutionHasBegun(String status) {
		on("/c-1/summary", data("{\"latestExecution\":{\"status\":\"" + status + "\"}}"));
		LaunchPlan plan = LaunchPlan.builder("c-1").content(CONTENT).action(LaunchAction.SEND).build();
		assertThat(this.campaigns.launch(plan)).isInstanceOfSatisfying(LaunchOutcome.AlreadyLaunched.class,
				(already) -> assertThat(already.summary().executionStatus()).hasToString(status));
		assertThat(steps()).containsExactly("GET /campaigns/c-1/summary");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'latestExecution':null}", "{'latestExecution':{'status':'not_scheduled'}}",
			"{'authoringStatus':'published','latestExecution':{'status':'not_scheduled'}}",
			"{'authoringStatus':'draft','latestExecution':{'status':'never_run'}}" })
	void launchesCampaignWhoseExecutionHasNotBegun(String summary) {
		on("/c-1/summary", data(summary.replace('\'', '"')));
		assertThat(this.campaigns.launch(LaunchPlan.builder("c-1").action(LaunchAction.SCHEDULE).build()))
			.isInstanceOf(LaunchOutcome.Launched.class);
	}

	@ParameterizedTest
	@EnumSource(Fault.class)
	void reportsUnknownOutcomeWithStatusAndDoesNotRetry(Fault fault) {
		on("/c-1/schedule-jobs", aResponse().withFault(fault));
		assertThat(this.campaigns.launch(PLAN)).isInstanceOfSatisfying(LaunchOutcome.Unknown.class, (unknown) -> {
			assertThat(unknown.campaignId()).isEqualTo("c-1");
			assertThat(unknown.action()).isEqualTo(LaunchAction.SCHEDULE);
			assertThat(unknown.status()).isNotNull();
			assertThat(unknown.status().executionStatus()).isEqualTo(ExecutionStatus.RUNNING);
			assertThat(unknown.failure().call().endpoint()).isEqualTo("campaigns.schedule");
		});
		assertThat(steps()).filteredOn((step) -> step.endsWith("-jobs")).hasSize(1);
		assertThat(steps()).endsWith("POST /campaigns/c-1/schedule-jobs", "GET /campaigns/c-1/status");
	}

	@Test
	void reportsUnknownOutcomeWithoutStatusThatCannotBeRead() {
		on("/c-1/send-jobs", aResponse().withStatus(504));
		on("/c-1/status", aResponse().withFault(Fault.EMPTY_RESPONSE));
		assertThat(this.campaigns.launch(PLAN.toBuilder().schedule(CampaignSchedule.now()).build()))
			.isInstanceOfSatisfying(LaunchOutcome.Unknown.class, (unknown) -> assertThat(unknown.status()).isNull());
		assertThat(steps()).filteredOn((step) -> step.endsWith("-jobs")).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource
	void rejectsPlanBeforeSendingAnything(String field, LaunchPlan plan) {
		assertRejected((plan.draft() != null) ? "campaigns.create" : "campaigns.get-summary", field,
				() -> this.campaigns.launch(plan));
	}

	static Stream<Arguments> rejectsPlanBeforeSendingAnything() {
		CampaignDraft sms = CampaignDraft.builder("Spring", Channel.SMS).build();
		CampaignSchedule day = CampaignSchedule.onDate(LocalDate.EPOCH);
		LaunchPlan existing = LaunchPlan.builder("c-1").action(LaunchAction.SCHEDULE).build();
		return Stream.of(Arguments.of("action", LaunchPlan.builder("c-1").build()),
				Arguments.of("action", LaunchPlan.builder(sms).build()),
				Arguments.of("action", LaunchPlan.builder(sms).schedule(LATER).action(LaunchAction.SEND).build()),
				Arguments.of("action", LaunchPlan.builder("c-1").schedule(day).action(LaunchAction.SEND).build()),
				Arguments.of("draft.name", LaunchPlan.builder(CampaignDraft.builder("", Channel.SMS).build()).build()),
				Arguments.of("audience.include", existing.toBuilder().audience(CampaignAudience.of()).build()),
				Arguments.of("content.templateId",
						existing.toBuilder().content(CampaignContent.ofTemplate("")).build()),
				Arguments.of("schedule.sendAt",
						existing.toBuilder()
							.schedule(new CampaignSchedule(ScheduleMode.AT, null, null, null, Map.of()))
							.build()),
				Arguments.of("schedule.mode", LaunchPlan.builder(sms).schedule(day).build()));
	}

	@ParameterizedTest
	@MethodSource
	void rejectsPlanThatDoesNotFitChannelBeforeWriting(String field, LaunchPlan plan) {
		on("/c-1/summary", data("{\"channel\":\"direct_mail\"}"));
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> this.campaigns.launch(plan))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo(field));
		assertThat(steps()).containsExactly("GET /campaigns/c-1/summary");
	}

	static Stream<Arguments> rejectsPlanThatDoesNotFitChannelBeforeWriting() {
		return Stream.of(Arguments.of("schedule.mode", LaunchPlan.builder("c-1").schedule(LATER).build()),
				Arguments.of("schedule.mode", LaunchPlan.builder("c-1").schedule(LATER).dryRun(true).build()));
	}

	@Test
	void planRequiresEitherCampaignOrDraft() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LaunchPlan(null, null, null, null, null, null, false));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LaunchPlan("c-1", PLAN.draft(), null, null, null, null, false));
	}

}
