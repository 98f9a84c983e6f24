package com.experiture.client.internal.rules;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.InvalidField;

/**
 * What the API documents of the members of a campaign.
 */
public final class CampaignRules {

	private static final int MAX_NAME_LENGTH = 255;

	private static final int MAX_TAGS = 25;

	private static final int MAX_TAG_LENGTH = 100;

	private CampaignRules() {
	}

	/**
	 * Check a name. Documented: creation of campaigns, 1 to 255 characters.
	 */
	public static void checkName(String path, @Nullable String name) {
		InvalidField.unless(name != null && !name.isEmpty() && length(name) <= MAX_NAME_LENGTH, path,
				"must have 1 to " + MAX_NAME_LENGTH + " characters");
	}

	/**
	 * Check tags. Documented: creation of campaigns, at most 25 of at most 100
	 * characters.
	 */
	public static void checkTags(String path, List<?> tags) {
		InvalidField.unless(tags.size() <= MAX_TAGS, path,
				"holds " + tags.size() + " tags, the API accepts at most " + MAX_TAGS);
		for (int i = 0; i < tags.size(); i++) {
			InvalidField.unless(tags.get(i) instanceof String tag && length(tag) <= MAX_TAG_LENGTH,
					path + "[" + i + "]", "must be a text of at most " + MAX_TAG_LENGTH + " characters");
		}
	}

	/**
	 * Check an id. That it is not blank is this client's own caution; the generic call
	 * sends it.
	 */
	public static void checkNotBlank(String path, @Nullable String value) {
		InvalidField.unless(value == null || !value.isBlank(), path, "must not be empty");
	}

	// What the API counts is not documented; this never refuses what it could accept.
	private static int length(String text) {
		return text.codePointCount(0, text.length());
	}

}
