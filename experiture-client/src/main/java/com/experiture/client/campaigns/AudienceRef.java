package com.experiture.client.campaigns;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * An audience or a segment that a campaign includes or excludes (documented).
 *
 * @param audienceId the id, a UUID
 * @param type what the id stands for
 * @param additionalProperties fields of a response that this version does not know, and
 * the JSON of those whose type is not the documented one; never sent
 */
public record AudienceRef(@Nullable String audienceId, @Nullable AudienceType type, @JsonAnySetter @JsonProperty(
		access = JsonProperty.Access.WRITE_ONLY) Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a reference.
	 */
	public AudienceRef {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Refer to an audience.
	 * @param audienceId the id, a UUID
	 * @return a reference
	 */
	public static AudienceRef audience(String audienceId) {
		return new AudienceRef(audienceId, AudienceType.AUDIENCE, Map.of());
	}

	/**
	 * Refer to a segment.
	 * @param segmentId the id, a UUID
	 * @return a reference
	 */
	public static AudienceRef segment(String segmentId) {
		return new AudienceRef(segmentId, AudienceType.SEGMENT, Map.of());
	}

	@Override
	public String toString() {
		return Description.of("AudienceRef").id("audienceId", this.audienceId).part("type", this.type).toString();
	}

}
