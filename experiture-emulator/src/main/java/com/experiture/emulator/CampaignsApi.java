package com.experiture.emulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The family campaigns as far as nothing is sent. What a change or an archive is answered
 * with, and that changes need a draft, is assumed.
 */
final class CampaignsApi {

	private static final String[] CHANGEABLE = { "name", "description", "category", "tags", "externalId", "metadata" };

	// What a category becomes that is omitted or invalid (documented). Which ones are
	// valid
	// is not documented; here every text is.
	private static final String GENERAL = "general";

	private final Campaigns campaigns;

	private final CampaignBindings bindings;

	CampaignsApi(Campaigns campaigns, CampaignBindings bindings) {
		this.campaigns = campaigns;
		this.bindings = bindings;
	}

	Answer create(ApiCall call) {
		Input body = call.input()
			.only("campaignType", "name", "channel", "description", "category", "tags", "externalId", "metadata",
					"content", "audience", "schedule");
		if (!body.oneOf("campaignType", Campaign.BROADCAST, "journey").equals(Campaign.BROADCAST)) {
			throw ApiProblem.campaign("TYPE_UNSUPPORTED", "Only broadcast campaigns can be created");
		}
		String channel = body.oneOf("channel", "email", "sms", "push", "direct_mail");
		Members details = new Members().with("campaignType", new EnumText(Campaign.BROADCAST))
			.with("name", body.text("name", 1, 255))
			.with("channel", new EnumText(channel))
			.with("description", null)
			.with("category", GENERAL)
			.with("tags", List.of())
			.with("externalId", null)
			.with("metadata", Map.of());
		change(details, body);
		Campaign campaign = new Campaign(details, call.now());
		if (body.has("audience")) {
			campaign.audience(CampaignBindings.audience(body.object("audience")));
		}
		if (body.has("content")) {
			campaign.content(this.bindings.content(body.object("content"), channel, true));
		}
		if (body.has("schedule")) {
			campaign.schedule(this.bindings.schedule(body.object("schedule"), channel, true));
		}
		return Answer.created(this.campaigns.add(campaign).json());
	}

	Answer list(ApiCall call) {
		Map<String, String> query = call.query();
		String status = query.getOrDefault("status", "");
		String channel = query.getOrDefault("channel", "");
		String search = query.getOrDefault("search", "").toLowerCase(Locale.ROOT);
		return this.campaigns.locked(() -> {
			List<Campaign> matching = this.campaigns.newestFirst()
				.stream()
				.filter((campaign) -> status.isEmpty() || status.equals(campaign.authoringStatus()))
				.filter((campaign) -> channel.isEmpty() || channel.equals(campaign.channel()))
				.filter((campaign) -> campaign.name().toLowerCase(Locale.ROOT).contains(search))
				.toList();
			return Paging.byOffset(call, matching, Campaign::json);
		});
	}

	Answer get(ApiCall call) {
		return this.campaigns.locked(() -> Answer.ok(this.campaigns.requested(call).json()));
	}

	Answer update(ApiCall call) {
		Input body = call.input().assumed(BeyondDocumentation.CAMPAIGN_CHANGE).only(CHANGEABLE);
		if (body.members().isEmpty()) {
			throw BeyondDocumentation.CAMPAIGN_CHANGE.mark(ApiProblem.invalid("There is nothing to change", null));
		}
		return this.campaigns.locked(() -> {
			Campaign campaign = this.campaigns.requested(call);
			if (!campaign.isDraft()) {
				throw BeyondDocumentation.CAMPAIGN_STATE.mark(Campaign.notDraft());
			}
			Members changed = new Members();
			changed.putAll(campaign.details());
			change(changed, body);
			campaign.details().putAll(changed);
			return Answer.ok(campaign.touch(call.now()).json());
		});
	}

	Answer delete(ApiCall call) {
		return this.campaigns.locked(() -> {
			this.campaigns.remove(this.campaigns.requested(call));
			return Answer.ok(new Members().with("id", call.variable(0)).with("deleted", true));
		});
	}

	Answer archive(ApiCall call) {
		return this.campaigns.locked(() -> {
			Campaign campaign = this.campaigns.requested(call);
			campaign.archive();
			return Answer.ok(campaign.touch(call.now()).json());
		});
	}

	Answer cloneCampaign(ApiCall call) {
		String name = call.optionalInput().assumed(BeyondDocumentation.CAMPAIGN_CLONE).optionalText("name", 1, 255);
		return this.campaigns.locked(() -> {
			Campaign original = this.campaigns.requested(call);
			Members details = new Members();
			details.putAll(original.details());
			details.with("name", (name != null) ? name : "Copy of " + original.name()).with("externalId", null);
			Campaign copy = new Campaign(details, call.now()).audience(original.audience())
				.content(original.content())
				.schedule(original.schedule());
			return Answer.created(this.campaigns.add(copy).json());
		});
	}

	Answer setAudience(ApiCall call) {
		return bind(call, (campaign, body) -> campaign.audience(CampaignBindings.audience(body)));
	}

	Answer setContent(ApiCall call) {
		return bind(call, (campaign, body) -> campaign.content(this.bindings.content(body, campaign.channel(), false)));
	}

	Answer setSchedule(ApiCall call) {
		return bind(call,
				(campaign, body) -> campaign.schedule(this.bindings.schedule(body, campaign.channel(), false)));
	}

	private Answer bind(ApiCall call, BiConsumer<Campaign, Input> binding) {
		Input body = call.input();
		return this.campaigns.locked(() -> {
			Campaign campaign = this.campaigns.requested(call);
			if (!campaign.isDraft()) {
				throw Campaign.notDraft();
			}
			binding.accept(campaign, body);
			return Answer.ok(campaign.touch(call.now()).json());
		});
	}

	private static void change(Members details, Input body) {
		if (body.mentions("name")) {
			details.with("name", body.text("name", 1, 255));
		}
		for (String text : List.of("description", "externalId")) {
			if (body.mentions(text)) {
				details.with(text, body.optionalText(text));
			}
		}
		if (body.mentions("category")) {
			boolean valid = body.raw("category") instanceof String category && !category.isBlank();
			details.with("category", valid ? body.raw("category") : GENERAL);
		}
		if (body.mentions("tags")) {
			details.with("tags", tags(body));
		}
		if (body.mentions("metadata")) {
			details.with("metadata", body.has("metadata") ? body.object("metadata").members() : Map.of());
		}
	}

	private static List<?> tags(Input body) {
		List<?> tags = body.list("tags", 0, 25);
		for (int i = 0; i < tags.size(); i++) {
			if (!(tags.get(i) instanceof String tag) || Input.length(tag) > 100) {
				throw ApiProblem.invalid("Must be a text of at most 100 characters", body.path("tags[" + i + "]"),
						tags.get(i));
			}
		}
		return tags;
	}

}
