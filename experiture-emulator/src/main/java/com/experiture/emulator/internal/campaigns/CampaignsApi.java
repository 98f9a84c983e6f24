package com.experiture.emulator.internal.campaigns;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.protocol.ApiCall;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.ApiResult;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.BodyReader;
import com.experiture.emulator.internal.protocol.CallHandler;
import com.experiture.emulator.internal.protocol.JsonObject;
import com.experiture.emulator.internal.protocol.PagedResults;

/**
 * The API family campaigns up to the preflight. The responses to a change and to an
 * archive are assumed, and that only drafts can be changed.
 */
public final class CampaignsApi {

	private final CampaignStore campaigns;

	private final ContentBinding contents;

	private final ScheduleBinding schedules;

	public CampaignsApi(CampaignStore campaigns, ContentBinding contents, ScheduleBinding schedules) {
		this.campaigns = campaigns;
		this.contents = contents;
		this.schedules = schedules;
	}

	/**
	 * Return what handles each call of the family.
	 * @return the handlers
	 */
	public Map<Endpoint, CallHandler> handlers() {
		return Map.of(Endpoint.CAMPAIGNS_CREATE, this::create, Endpoint.CAMPAIGNS_LIST, this::list,
				Endpoint.CAMPAIGNS_GET, this::get, Endpoint.CAMPAIGNS_UPDATE, this::update, Endpoint.CAMPAIGNS_DELETE,
				this::delete, Endpoint.CAMPAIGNS_ARCHIVE, this::archive, Endpoint.CAMPAIGNS_CLONE, this::cloneCampaign,
				Endpoint.CAMPAIGNS_SET_AUDIENCE, this::setAudience, Endpoint.CAMPAIGNS_SET_CONTENT, this::setContent,
				Endpoint.CAMPAIGNS_SET_SCHEDULE, this::setSchedule);
	}

	private ApiResult create(ApiCall call) {
		BodyReader body = call.body()
			.only("campaignType", "name", "channel", "description", "category", "tags", "externalId", "metadata",
					"content", "audience", "schedule");
		if (!body.oneOf("campaignType", StoredCampaign.BROADCAST, "journey").equals(StoredCampaign.BROADCAST)) {
			throw ApiProblem.campaign("TYPE_UNSUPPORTED", "Only broadcast campaigns can be created");
		}
		StoredCampaign campaign = new StoredCampaign(CampaignDetails.create(body), call.now());
		if (body.has("audience")) {
			campaign.audience(AudienceBinding.read(body.object("audience")));
		}
		if (body.has("content")) {
			campaign.content(this.contents.read(body.object("content"), campaign.channel(), true));
		}
		if (body.has("schedule")) {
			campaign.schedule(this.schedules.read(body.object("schedule"), campaign.channel(), true));
		}
		return ApiResult.created(this.campaigns.add(campaign).json());
	}

	private ApiResult list(ApiCall call) {
		Map<String, String> query = call.query();
		String status = query.getOrDefault("status", "");
		String channel = query.getOrDefault("channel", "");
		String search = query.getOrDefault("search", "").toLowerCase(Locale.ROOT);
		return this.campaigns.locked(() -> {
			List<StoredCampaign> matching = this.campaigns.newestFirst()
				.stream()
				.filter((campaign) -> status.isEmpty() || status.equals(campaign.authoringStatus()))
				.filter((campaign) -> channel.isEmpty() || channel.equals(campaign.channel()))
				.filter((campaign) -> campaign.name().toLowerCase(Locale.ROOT).contains(search))
				.toList();
			return PagedResults.byOffset(call, matching, StoredCampaign::json);
		});
	}

	private ApiResult get(ApiCall call) {
		return this.campaigns.locked(() -> ApiResult.ok(this.campaigns.requested(call).json()));
	}

	private ApiResult update(ApiCall call) {
		BodyReader body = CampaignDetails.change(call.body());
		return this.campaigns.locked(() -> {
			StoredCampaign campaign = this.campaigns.requested(call);
			if (!campaign.isDraft()) {
				throw BeyondDocumentation.CAMPAIGN_STATE.mark(StoredCampaign.notDraft());
			}
			JsonObject changed = new JsonObject();
			changed.putAll(campaign.details());
			CampaignDetails.apply(changed, body);
			campaign.details().putAll(changed);
			return ApiResult.ok(campaign.touch(call.now()).json());
		});
	}

	private ApiResult delete(ApiCall call) {
		return this.campaigns.locked(() -> {
			this.campaigns.remove(this.campaigns.requested(call));
			return ApiResult.ok(new JsonObject().with("id", call.variable(0)).with("deleted", true));
		});
	}

	private ApiResult archive(ApiCall call) {
		return this.campaigns.locked(() -> {
			StoredCampaign campaign = this.campaigns.requested(call);
			campaign.archive();
			return ApiResult.ok(campaign.touch(call.now()).json());
		});
	}

	private ApiResult cloneCampaign(ApiCall call) {
		String name = call.optionalBody().assumed(BeyondDocumentation.CAMPAIGN_CLONE).optionalText("name", 1, 255);
		return this.campaigns.locked(() -> {
			StoredCampaign original = this.campaigns.requested(call);
			JsonObject details = new JsonObject();
			details.putAll(original.details());
			details.with("name", (name != null) ? name : "Copy of " + original.name()).with("externalId", null);
			StoredCampaign copy = new StoredCampaign(details, call.now()).audience(original.audience())
				.content(original.content())
				.schedule(original.schedule());
			return ApiResult.created(this.campaigns.add(copy).json());
		});
	}

	private ApiResult setAudience(ApiCall call) {
		return bind(call, (campaign, body) -> campaign.audience(AudienceBinding.read(body)));
	}

	private ApiResult setContent(ApiCall call) {
		return bind(call, (campaign, body) -> campaign.content(this.contents.read(body, campaign.channel(), false)));
	}

	private ApiResult setSchedule(ApiCall call) {
		return bind(call, (campaign, body) -> campaign.schedule(this.schedules.read(body, campaign.channel(), false)));
	}

	private ApiResult bind(ApiCall call, BiConsumer<StoredCampaign, BodyReader> binding) {
		BodyReader body = call.body();
		return this.campaigns.locked(() -> {
			StoredCampaign campaign = this.campaigns.requested(call);
			if (!campaign.isDraft()) {
				throw StoredCampaign.notDraft();
			}
			binding.accept(campaign, body);
			return ApiResult.ok(campaign.touch(call.now()).json());
		});
	}

}
