package com.experiture.emulator.internal.campaigns;

import java.time.Instant;
import java.util.List;

import com.experiture.emulator.internal.audiences.AudienceStore;
import com.experiture.emulator.internal.audiences.StoredAudience;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * Renders the summaries of campaigns.
 */
final class CampaignSummaries {

	private final TemplateStore templates;

	private final AudienceStore audiences;

	CampaignSummaries(TemplateStore templates, AudienceStore audiences) {
		this.templates = templates;
		this.audiences = audiences;
	}

	JsonObject of(StoredCampaign campaign, String path, Instant now) {
		return campaign.head()
			.with("schedule", scheduleSummary(campaign))
			.with("audience", audienceSummary(campaign, now))
			.with("content", contentSummary(campaign))
			.with("preflight", new JsonObject().with("status", new EnumText("not_evaluated")).with("checks", List.of()))
			.with("latestExecution", CampaignExecution.summary(campaign.execution()))
			.with("links", new JsonObject().with("self", path));
	}

	private static JsonObject scheduleSummary(StoredCampaign campaign) {
		JsonObject schedule = campaign.schedule();
		if (schedule == null) {
			return new JsonObject().with("kind", null)
				.with("mode", null)
				.with("sendAt", null)
				.with("timezone", null)
				.with("scheduled", false);
		}
		return new JsonObject()
			.with("kind", new EnumText(campaign.channel().equals("direct_mail") ? "direct_mail_batch" : "digital_send"))
			.with("mode", schedule.get("mode"))
			.with("sendAt", schedule.get("sendAt"))
			.with("timezone", schedule.get("timezone"))
			.with("scheduled", campaign.execution() != null);
	}

	private JsonObject audienceSummary(StoredCampaign campaign, Instant now) {
		boolean bound = campaign.audience() != null;
		Long reach = bound ? this.audiences.reach(campaign.audienceIds("include"), campaign.audienceIds("exclude"))
				: null;
		return new JsonObject().with("included", audiences(campaign, "include"))
			.with("excluded", audiences(campaign, "exclude"))
			.with("reach",
					new JsonObject().with("status", new EnumText(bound ? "ok" : "idle"))
						.with("evaluatedCount", reach)
						.with("evaluatedAt", bound ? now.toString() : null)
						.with("isStale", false));
	}

	private List<JsonObject> audiences(StoredCampaign campaign, String group) {
		return campaign.references(group).stream().map((reference) -> {
			StoredAudience audience = this.audiences.find(reference.text("audienceId"));
			return new JsonObject().with("id", reference.get("audienceId"))
				.with("name", (audience != null) ? audience.name() : null)
				.with("type", reference.get("type"))
				.with("memberCount", (audience != null) ? this.audiences.match(audience).size() : null);
		}).toList();
	}

	private JsonObject contentSummary(StoredCampaign campaign) {
		JsonObject content = campaign.content();
		JsonObject template = (content != null && content.get("templateId") instanceof String templateId)
				? this.templates.get(templateId, campaign.channel()).json() : null;
		return new JsonObject().with("template", template).with("proofStatus", new EnumText("unavailable"));
	}

}
