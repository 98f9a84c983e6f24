package com.experiture.client.campaigns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import com.experiture.client.error.InvalidField;
import com.experiture.client.internal.rules.CampaignRules;
import com.experiture.client.internal.text.Description;

/**
 * What to change of a campaign. That it is changed with {@code PATCH} is documented; that
 * the members are those of its creation is assumed. Only the members that were named are
 * sent, all others stay as they are.
 */
public final class CampaignUpdate {

	private static final CampaignUpdate NOTHING = new CampaignUpdate(Map.of());

	private final Map<String, @Nullable Object> members;

	private CampaignUpdate(Map<String, @Nullable Object> members) {
		this.members = members;
	}

	/**
	 * Return an update that changes nothing yet.
	 * @return the update
	 */
	public static CampaignUpdate nothing() {
		return NOTHING;
	}

	/**
	 * Return this update with a new name.
	 * @param name the name, 1 to 255 characters
	 * @return a new update
	 */
	public CampaignUpdate name(String name) {
		return with("name", name);
	}

	/**
	 * Return this update with a new description.
	 * @param description what the campaign is for
	 * @return a new update
	 */
	public CampaignUpdate description(String description) {
		return with("description", description);
	}

	/**
	 * Return this update with a new category.
	 * @param category the category
	 * @return a new update
	 */
	public CampaignUpdate category(String category) {
		return with("category", category);
	}

	/**
	 * Return this update with new tags in place of all old ones.
	 * @param tags at most 25 tags of at most 100 characters
	 * @return a new update
	 */
	public CampaignUpdate tags(Collection<String> tags) {
		return with("tags", Collections.unmodifiableList(new ArrayList<>(tags)));
	}

	/**
	 * Return this update with a new id in the caller's own system.
	 * @param externalId the id
	 * @return a new update
	 */
	public CampaignUpdate externalId(String externalId) {
		return with("externalId", externalId);
	}

	/**
	 * Return this update with something new to keep with the campaign.
	 * @param metadata any members
	 * @return a new update
	 */
	public CampaignUpdate metadata(Map<String, ?> metadata) {
		return with("metadata", metadata);
	}

	/**
	 * Return this update with a member set to {@code null} (assumed to clear it).
	 * @param member the member, such as {@code description}
	 * @return a new update
	 */
	public CampaignUpdate clear(String member) {
		return with(member, null);
	}

	/**
	 * Return this update with any member.
	 * @param member the name
	 * @param value the value; {@code null} is sent as such
	 * @return a new update
	 */
	public CampaignUpdate with(String member, @Nullable Object value) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>(this.members);
		members.put(member, value);
		return new CampaignUpdate(Collections.unmodifiableMap(members));
	}

	/**
	 * Return what is sent.
	 * @return the members in the order of their naming
	 */
	@JsonValue
	public Map<String, @Nullable Object> members() {
		return this.members;
	}

	/**
	 * Check the update: the rules of creation (documented), and this client's own caution
	 * that something changes. {@code update(id, Object)} sends any body.
	 */
	public CampaignUpdate checked() {
		InvalidField.unless(!this.members.isEmpty(), "body", "must change something");
		if (this.members.containsKey("name")) {
			CampaignRules.checkName("name", (this.members.get("name") instanceof String name) ? name : null);
		}
		if (this.members.get("tags") instanceof List<?> tags) {
			CampaignRules.checkTags("tags", tags);
		}
		return this;
	}

	@Override
	public String toString() {
		return Description.of("CampaignUpdate").size("members", this.members.keySet()).toString();
	}

}
