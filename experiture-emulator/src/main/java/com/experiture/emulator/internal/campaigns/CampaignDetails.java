package com.experiture.emulator.internal.campaigns;

import java.util.List;
import java.util.Map;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.BodyReader;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * Reads the fields of a campaign that are not bindings.
 */
final class CampaignDetails {

	private static final String[] CHANGEABLE = { "name", "description", "category", "tags", "externalId", "metadata" };

	// The category of a campaign with none or an invalid one (documented). Which
	// categories are valid is not documented; here every text is.
	private static final String GENERAL = "general";

	private static final int MAX_TAGS = 25;

	private static final int MAX_TAG_LENGTH = 100;

	private CampaignDetails() {
	}

	/**
	 * Read the details of a new campaign.
	 * @param body the body
	 * @return the details
	 */
	static JsonObject create(BodyReader body) {
		String channel = body.oneOf("channel", "email", "sms", "push", "direct_mail");
		JsonObject details = new JsonObject().with("campaignType", new EnumText(StoredCampaign.BROADCAST))
			.with("name", body.text("name", 1, 255))
			.with("channel", new EnumText(channel))
			.with("description", null)
			.with("category", GENERAL)
			.with("tags", List.of())
			.with("externalId", null)
			.with("metadata", Map.of());
		apply(details, body);
		return details;
	}

	/**
	 * Check the fields of a change.
	 * @param body the body
	 * @return the checked body
	 */
	static BodyReader change(BodyReader body) {
		BodyReader change = body.assumed(BeyondDocumentation.CAMPAIGN_CHANGE).only(CHANGEABLE);
		if (change.fields().isEmpty()) {
			throw BeyondDocumentation.CAMPAIGN_CHANGE.mark(ApiProblem.invalid("There is nothing to change", null));
		}
		return change;
	}

	/**
	 * Apply the fields that a body has.
	 * @param details the details to change
	 * @param body the body
	 */
	static void apply(JsonObject details, BodyReader body) {
		if (body.contains("name")) {
			details.with("name", body.text("name", 1, 255));
		}
		for (String text : List.of("description", "externalId")) {
			if (body.contains(text)) {
				details.with(text, body.optionalText(text));
			}
		}
		if (body.contains("category")) {
			boolean valid = body.raw("category") instanceof String category && !category.isBlank();
			details.with("category", valid ? body.raw("category") : GENERAL);
		}
		if (body.contains("tags")) {
			details.with("tags", tags(body));
		}
		if (body.contains("metadata")) {
			details.with("metadata", body.has("metadata") ? body.object("metadata").fields() : Map.of());
		}
	}

	private static List<?> tags(BodyReader body) {
		List<?> tags = body.list("tags", 0, MAX_TAGS);
		for (int i = 0; i < tags.size(); i++) {
			if (!(tags.get(i) instanceof String tag) || BodyReader.length(tag) > MAX_TAG_LENGTH) {
				throw ApiProblem.invalid("Must be a text of at most " + MAX_TAG_LENGTH + " characters",
						body.path("tags[" + i + "]"), tags.get(i));
			}
		}
		return tags;
	}

}
