package com.experiture.client.campaigns;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * The content of a campaign (documented).
 *
 * @param templateId a published template of the campaign's channel; optional only in the
 * draft of a campaign
 * @param senderProfileId the sender; {@code null} leaves the choice to the API
 * @param subjectLine the subject of e-mails; the API ignores it for other channels
 * @param additionalProperties fields of a response that this version does not know, and
 * the JSON of those whose type is not the documented one; never sent
 */
public record CampaignContent(@Nullable String templateId, @Nullable String senderProfileId,
		@Nullable String subjectLine, @JsonAnySetter @JsonProperty(
				access = JsonProperty.Access.WRITE_ONLY) Map<String, JsonNode> additionalProperties) {

	/**
	 * Create content.
	 */
	public CampaignContent {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Use a template.
	 * @param templateId a published template of the campaign's channel
	 * @return the content
	 */
	public static CampaignContent ofTemplate(String templateId) {
		return new CampaignContent(templateId, null, null, Map.of());
	}

	/**
	 * Return this content with a sender.
	 * @param id the sender profile
	 * @return the new content
	 */
	public CampaignContent senderProfileId(String id) {
		return new CampaignContent(this.templateId, id, this.subjectLine, Map.of());
	}

	/**
	 * Return this content with a subject.
	 * @param subject the subject of e-mails; the API ignores it for other channels
	 * @return the new content
	 */
	public CampaignContent subjectLine(String subject) {
		return new CampaignContent(this.templateId, this.senderProfileId, subject, Map.of());
	}

	@Override
	public String toString() {
		return Description.of("CampaignContent")
			.id("templateId", this.templateId)
			.id("senderProfileId", this.senderProfileId)
			.toString();
	}

}
