package com.experiture.emulator.internal.campaigns;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.audiences.AudienceStore;
import com.experiture.emulator.internal.protocol.ApiCall;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.ApiResult;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.CallHandler;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * The API family campaigns from the preflight on. What is not documented (the responses
 * to sending and scheduling, status and metrics) is assumed.
 */
public final class CampaignLaunchApi {

	private final CampaignStore campaigns;

	private final TemplateStore templates;

	private final AudienceStore audiences;

	private final Behaviors behaviors;

	private final CampaignSummaries summaries;

	public CampaignLaunchApi(CampaignStore campaigns, TemplateStore templates, AudienceStore audiences,
			Behaviors behaviors) {
		this.campaigns = campaigns;
		this.templates = templates;
		this.audiences = audiences;
		this.behaviors = behaviors;
		this.summaries = new CampaignSummaries(templates, audiences);
	}

	/**
	 * Return what handles each call of the family.
	 * @return the handlers
	 */
	public Map<Endpoint, CallHandler> handlers() {
		return Map.of(Endpoint.CAMPAIGNS_PREFLIGHT, this::preflight, Endpoint.CAMPAIGNS_SCHEDULE, this::schedule,
				Endpoint.CAMPAIGNS_SEND, this::send, Endpoint.CAMPAIGNS_GET_SUMMARY, this::summary,
				Endpoint.CAMPAIGNS_GET_STATUS, this::status, Endpoint.CAMPAIGNS_GET_METRICS, this::metrics);
	}

	private ApiResult preflight(ApiCall call) {
		return this.campaigns.locked(() -> ApiResult
			.ok(new PreflightCheck(this.campaigns.requested(call), this.templates, this.audiences, call.now())
				.json(call.now())));
	}

	private ApiResult schedule(ApiCall call) {
		return this.campaigns.locked(() -> {
			StoredCampaign campaign = draft(call);
			JsonObject schedule = campaign.schedule();
			if (schedule == null) {
				throw BeyondDocumentation.SCHEDULE_MISSING
					.mark(ApiProblem.invalid("The campaign has no schedule", "schedule"));
			}
			return launch(campaign, ScheduleBinding.startsAt(schedule, call.now()), call.now());
		});
	}

	private ApiResult send(ApiCall call) {
		return this.campaigns.locked(() -> launch(draft(call), call.now(), call.now()));
	}

	private StoredCampaign draft(ApiCall call) {
		StoredCampaign campaign = this.campaigns.requested(call);
		if (!campaign.isDraft()) {
			throw BeyondDocumentation.CAMPAIGN_STATE.mark(StoredCampaign.notDraft());
		}
		return campaign;
	}

	private ApiResult summary(ApiCall call) {
		return this.campaigns
			.locked(() -> ApiResult.ok(this.summaries.of(this.campaigns.requested(call), call.path(), call.now())));
	}

	private ApiResult status(ApiCall call) {
		return this.campaigns.locked(() -> {
			StoredCampaign campaign = this.campaigns.requested(call);
			CampaignExecution execution = campaign.execution();
			if (execution != null) {
				execution.advance(this.behaviors, call.now());
			}
			JsonObject status = new JsonObject().with("campaignId", campaign.id())
				.with("authoringStatus", new EnumText(campaign.authoringStatus()));
			status.putAll(CampaignExecution.summary(execution));
			return ApiResult.ok(status);
		});
	}

	private ApiResult metrics(ApiCall call) {
		return this.campaigns.locked(() -> {
			StoredCampaign campaign = this.campaigns.requested(call);
			return ApiResult.ok(new JsonObject().with("campaignId", campaign.id())
				.with("counts", CampaignExecution.summary(campaign.execution()).get("counts")));
		});
	}

	private ApiResult launch(StoredCampaign campaign, Instant startsAt, Instant now) {
		List<String> blockers = new PreflightCheck(campaign, this.templates, this.audiences, now).codes("blocker");
		if (!blockers.isEmpty()) {
			throw BeyondDocumentation.PREFLIGHT_BLOCKED.mark(ApiProblem.campaign("PREFLIGHT_FAILED",
					"The preflight has blockers: " + String.join(", ", blockers)));
		}
		long reach = this.audiences.reach(campaign.audienceIds("include"), campaign.audienceIds("exclude"));
		CampaignExecution execution = new CampaignExecution(startsAt, reach);
		campaign.touch(now).publish(execution);
		return ApiResult.accepted(new JsonObject().with("jobId", execution.jobId())
			.with("campaignId", campaign.id())
			.with("status", execution.status())
			.with("scheduledAt", execution.startsAt().toString()));
	}

}
