package com.experiture.emulator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The family campaigns from the preflight on. What is undocumented here (the answers to
 * sending and scheduling, status and metrics) is assumed.
 */
final class CampaignRuns {

	private final Campaigns campaigns;

	private final CampaignBindings bindings;

	private final Audiences audiences;

	private final EmulatorSettings settings;

	CampaignRuns(Campaigns campaigns, CampaignBindings bindings, Audiences audiences, EmulatorSettings settings) {
		this.campaigns = campaigns;
		this.bindings = bindings;
		this.audiences = audiences;
		this.settings = settings;
	}

	Answer preflight(ApiCall call) {
		return this.campaigns.locked(
				() -> Answer.ok(new Preflight(this.campaigns.requested(call), this.bindings, this.audiences, call.now())
					.json(call.now())));
	}

	Answer schedule(ApiCall call) {
		return this.campaigns.locked(() -> {
			Campaign campaign = draft(call);
			Members schedule = campaign.schedule();
			if (schedule == null) {
				throw BeyondDocumentation.SCHEDULE_MISSING
					.mark(ApiProblem.invalid("The campaign has no schedule", "schedule"));
			}
			return launch(campaign, startsAt(schedule, call.now()), call.now());
		});
	}

	Answer send(ApiCall call) {
		return this.campaigns.locked(() -> launch(draft(call), call.now(), call.now()));
	}

	private Campaign draft(ApiCall call) {
		Campaign campaign = this.campaigns.requested(call);
		if (!campaign.isDraft()) {
			throw BeyondDocumentation.CAMPAIGN_STATE.mark(Campaign.notDraft());
		}
		return campaign;
	}

	Answer summary(ApiCall call) {
		return this.campaigns.locked(() -> {
			Campaign campaign = this.campaigns.requested(call);
			return Answer.ok(campaign.head()
				.with("schedule", scheduleSummary(campaign))
				.with("audience", audienceSummary(campaign, call.now()))
				.with("content", contentSummary(campaign))
				.with("preflight",
						new Members().with("status", new EnumText("not_evaluated")).with("checks", List.of()))
				.with("latestExecution", executionSummary(campaign.execution()))
				.with("links", new Members().with("self", call.path())));
		});
	}

	Answer status(ApiCall call) {
		return this.campaigns.locked(() -> {
			Campaign campaign = this.campaigns.requested(call);
			Execution execution = campaign.execution();
			if (execution != null) {
				execution.advance(this.settings, call.now());
			}
			Members status = new Members().with("campaignId", campaign.id())
				.with("authoringStatus", new EnumText(campaign.authoringStatus()));
			status.putAll(executionSummary(execution));
			return Answer.ok(status);
		});
	}

	Answer metrics(ApiCall call) {
		return this.campaigns.locked(() -> {
			Campaign campaign = this.campaigns.requested(call);
			return Answer.ok(new Members().with("campaignId", campaign.id())
				.with("counts", executionSummary(campaign.execution()).get("counts")));
		});
	}

	static Instant startsAt(Members schedule, Instant now) {
		if (schedule.get("sendAt") instanceof String sendAt) {
			return FieldType.moment(sendAt);
		}
		if (schedule.get("batchDate") instanceof String batchDate) {
			return LocalDate.parse(batchDate)
				.atStartOfDay(CampaignBindings.zone(schedule.text("timezone")))
				.toInstant();
		}
		return now;
	}

	private Answer launch(Campaign campaign, Instant startsAt, Instant now) {
		List<String> blockers = new Preflight(campaign, this.bindings, this.audiences, now).codes("blocker");
		if (!blockers.isEmpty()) {
			throw BeyondDocumentation.PREFLIGHT_BLOCKED.mark(ApiProblem.campaign("PREFLIGHT_FAILED",
					"The preflight has blockers: " + String.join(", ", blockers)));
		}
		long reach = this.audiences.reach(campaign.audienceIds("include"), campaign.audienceIds("exclude"));
		Execution execution = new Execution(startsAt, reach);
		campaign.touch(now).publish(execution);
		return Answer.accepted(new Members().with("jobId", execution.jobId())
			.with("campaignId", campaign.id())
			.with("status", execution.status())
			.with("scheduledAt", execution.startsAt().toString()));
	}

	private static Members executionSummary(@Nullable Execution execution) {
		if (execution == null) {
			return new Members().with("status", new EnumText("not_scheduled"))
				.with("lastExecutionAt", null)
				.with("counts", new Members());
		}
		return new Members().with("status", execution.status())
			.with("lastExecutionAt", execution.startedAt())
			.with("counts", execution.counts());
	}

	private static Members scheduleSummary(Campaign campaign) {
		Members schedule = campaign.schedule();
		if (schedule == null) {
			return new Members().with("kind", null)
				.with("mode", null)
				.with("sendAt", null)
				.with("timezone", null)
				.with("scheduled", false);
		}
		return new Members()
			.with("kind", new EnumText(campaign.channel().equals("direct_mail") ? "direct_mail_batch" : "digital_send"))
			.with("mode", schedule.get("mode"))
			.with("sendAt", schedule.get("sendAt"))
			.with("timezone", schedule.get("timezone"))
			.with("scheduled", campaign.execution() != null);
	}

	private Members audienceSummary(Campaign campaign, Instant now) {
		boolean bound = campaign.audience() != null;
		Long reach = bound ? this.audiences.reach(campaign.audienceIds("include"), campaign.audienceIds("exclude"))
				: null;
		return new Members().with("included", audiences(campaign, "include"))
			.with("excluded", audiences(campaign, "exclude"))
			.with("reach",
					new Members().with("status", new EnumText(bound ? "ok" : "idle"))
						.with("evaluatedCount", reach)
						.with("evaluatedAt", bound ? now.toString() : null)
						.with("isStale", false));
	}

	private List<Members> audiences(Campaign campaign, String group) {
		return campaign.references(group).stream().map((reference) -> {
			Audience audience = this.audiences.find(reference.text("audienceId"));
			return new Members().with("id", reference.get("audienceId"))
				.with("name", (audience != null) ? audience.name() : null)
				.with("type", reference.get("type"))
				.with("memberCount", (audience != null) ? this.audiences.match(audience).size() : null);
		}).toList();
	}

	private Members contentSummary(Campaign campaign) {
		Members content = campaign.content();
		Members template = (content != null && content.get("templateId") instanceof String templateId)
				? this.bindings.template(templateId, campaign.channel()).json() : null;
		return new Members().with("template", template).with("proofStatus", new EnumText("unavailable"));
	}

}
