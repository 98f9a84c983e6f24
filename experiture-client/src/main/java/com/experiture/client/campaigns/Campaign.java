package com.experiture.client.campaigns;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.json.ResponseFields;
import com.experiture.client.internal.text.Description;

/**
 * A campaign. These fields are documented, but not which of them each call returns; more
 * exist.
 *
 * @param id the id (its name is assumed; {@code campaignId} is read as well)
 * @param campaignType {@code broadcast} in version 1 of the API
 * @param name the name
 * @param channel the channel of the messages
 * @param description what the campaign is for
 * @param category the category
 * @param tags the tags, empty if the response has none
 * @param externalId the id in the caller's own system
 * @param metadata what the caller keeps with the campaign
 * @param content its content
 * @param audience its audience
 * @param schedule its schedule
 * @param authoringStatus whether it can still be changed
 * @param createdAt when it was created
 * @param updatedAt when it was changed last
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those whose type is not the documented one
 */
public record Campaign(@JsonProperty(required = true) @JsonAlias("campaignId") String id, @Nullable String campaignType,
		@Nullable String name, @Nullable Channel channel, @Nullable String description, @Nullable String category,
		List<String> tags, @Nullable String externalId, @Nullable JsonNode metadata, @Nullable CampaignContent content,
		@Nullable CampaignAudience audience, @Nullable CampaignSchedule schedule,
		@Nullable AuthoringStatus authoringStatus, @Nullable Instant createdAt, @Nullable Instant updatedAt,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a campaign.
	 */
	public Campaign {
		tags = ResponseFields.list(tags);
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	@Override
	public String toString() {
		return Description.of("Campaign")
			.id("id", this.id)
			.part("channel", this.channel)
			.part("authoringStatus", this.authoringStatus)
			.toString();
	}

}
