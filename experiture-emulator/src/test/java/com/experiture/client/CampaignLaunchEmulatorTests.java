package com.experiture.client;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.PollOptions;
import com.experiture.client.campaigns.AudienceRef;
import com.experiture.client.campaigns.CampaignAudience;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.LaunchAction;
import com.experiture.client.campaigns.LaunchOutcome;
import com.experiture.client.campaigns.LaunchPlan;
import com.experiture.client.error.NotDraftException;
import com.experiture.client.error.OutcomeUnknownException;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the launch of campaigns against the emulator.
 */
class CampaignLaunchEmulatorTests {

	private static final String AUDIENCE = "7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11";

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final ExperitureClient client = Clients.of(this.emulator).build();

	private final CampaignsClient campaigns = this.client.campaigns();

	@BeforeEach
	void defineAudience() {
		this.emulator.fixtures()
			.template("tpl_1", "tpl_1", "email", true)
			.record("profiles", Map.of("email", "jane@example.com"))
			.audience(AUDIENCE, "Everybody", (profile) -> true, "email");
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@Test
	void launchesDraftAndWaitsForEndOfExecution() {
		LaunchOutcome outcome = this.campaigns.launch(plan());
		assertThat(outcome).isInstanceOf(LaunchOutcome.Launched.class);
		assertThat(this.emulator.requestCount(Endpoint.CAMPAIGNS_SEND)).isEqualTo(1);
		assertThat(this.campaigns
			.awaitExecution(outcome.campaignId(),
					PollOptions.builder()
						.timeout(Duration.ofSeconds(30))
						.intervals(Duration.ofMillis(1), Duration.ofMillis(20))
						.build())
			.executionStatus()
			.isTerminal()).isTrue();
		assertThatExceptionOfType(NotDraftException.class)
			.isThrownBy(() -> this.campaigns.setContent(outcome.campaignId(), CampaignContent.ofTemplate("tpl_2")));
	}

	@Test
	void stopsAtBlockersAndSendsNothing() {
		LaunchOutcome outcome = this.campaigns
			.launch(LaunchPlan.builder(CampaignDraft.builder("Spring", Channel.EMAIL).build())
				.content(CampaignContent.ofTemplate("tpl_1"))
				.schedule(CampaignSchedule.now())
				.action(LaunchAction.SEND)
				.build());
		assertThat(outcome).isInstanceOfSatisfying(LaunchOutcome.Blocked.class,
				(blocked) -> assertThat(blocked.blockers()).extracting((issue) -> issue.code())
					.contains("AUDIENCE_NOT_ASSIGNED"));
		assertThat(this.emulator.requestCount(Endpoint.CAMPAIGNS_SEND)).isZero();
	}

	@Test
	void dryRunSendsNothing() {
		assertThat(this.campaigns.launch(plan().toBuilder().dryRun(true).build()))
			.isInstanceOf(LaunchOutcome.Ready.class);
		assertThat(this.emulator.requestCount(Endpoint.CAMPAIGNS_SEND)).isZero();
	}

	@Test
	void doesNotRepeatSendAndReadsStatusIfResponseIsLost() {
		this.emulator.faults().on(Endpoint.CAMPAIGNS_SEND).times(1).inject(Fault.drop().afterCommit());
		LaunchOutcome outcome = this.campaigns.launch(plan());
		assertThat(outcome).isInstanceOfSatisfying(LaunchOutcome.Unknown.class, (unknown) -> {
			assertThat(unknown.failure()).isInstanceOf(OutcomeUnknownException.class);
			assertThat(unknown.status()).isNotNull();
		});
		assertThat(this.emulator.requestCount(Endpoint.CAMPAIGNS_SEND)).isEqualTo(1);
	}

	@Test
	void createsAndSendsOnceIfLaunchIsRepeatedWithSameKey() {
		CampaignsClient once = this.campaigns
			.with(CallOptions.builder().idempotencyKey(IdempotencyKey.of("campaign", "spring-2026")).build());
		LaunchOutcome first = once.launch(plan());
		LaunchOutcome second = once.launch(plan());
		assertThat(second.campaignId()).isEqualTo(first.campaignId());
		assertThat(this.campaigns.list()).hasSize(1);
		assertThat(this.emulator.requests(Endpoint.CAMPAIGNS_SEND)).filteredOn((request) -> !request.replayed())
			.hasSize(1);
	}

	private static LaunchPlan plan() {
		return LaunchPlan.builder(CampaignDraft.builder("Spring", Channel.EMAIL).build())
			.audience(CampaignAudience.of(AudienceRef.audience(AUDIENCE)))
			.content(CampaignContent.ofTemplate("tpl_1"))
			.schedule(CampaignSchedule.now())
			.action(LaunchAction.SEND)
			.build();
	}

}
