package com.experiture.client.audiences;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * The current reach of an audience, and a sample (documented).
 *
 * @param audienceId the audience
 * @param matchCount the reach: how many records match, whatever the size of the sample
 * @param isExact whether {@code matchCount} was counted and not estimated; {@code false}
 * if the response does not contain it
 * @param executionTimeMs how long the evaluation took, in whole milliseconds; 0 if the
 * response does not contain it
 * @param fieldsUsed the fields that the audience's rules read
 * @param sampleRecords matching records with only the fields used, at most as many as
 * requested; not part of {@link #toString()}
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those whose type is not the documented one
 */
public record AudiencePreview(@Nullable String audienceId, @JsonProperty(required = true) long matchCount,
		@JsonProperty("isExact") boolean isExact,
		@JsonDeserialize(using = MillisDeserializer.class) long executionTimeMs, List<String> fieldsUsed,
		List<JsonNode> sampleRecords, @JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a preview.
	 */
	public AudiencePreview {
		fieldsUsed = (fieldsUsed != null) ? List.copyOf(fieldsUsed) : List.of();
		sampleRecords = (sampleRecords != null) ? List.copyOf(sampleRecords) : List.of();
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	@Override
	public String toString() {
		return Description.of("AudiencePreview")
			.id("audienceId", this.audienceId)
			.number("matchCount", this.matchCount)
			.flag("isExact", this.isExact)
			.number("executionTimeMs", this.executionTimeMs)
			.size("sampleRecords", this.sampleRecords)
			.toString();
	}

}
