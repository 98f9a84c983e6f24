package com.experiture.client.campaigns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * The recipients of a campaign (documented): everybody in one of the included audiences
 * and in none of the excluded ones.
 *
 * @param include 1 to 25 audiences or segments
 * @param exclude at most 25 audiences or segments
 * @param additionalProperties fields of a response that this version does not know, and
 * the JSON of those whose type is not the documented one; never sent
 */
public record CampaignAudience(List<AudienceRef> include, List<AudienceRef> exclude, @JsonAnySetter @JsonProperty(
		access = JsonProperty.Access.WRITE_ONLY) Map<String, JsonNode> additionalProperties) {

	/** How many audiences can be included, and how many excluded (documented). */
	public static final int MAX_REFERENCES = 25;

	/**
	 * Create an audience.
	 */
	public CampaignAudience {
		include = copy(include);
		exclude = copy(exclude);
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Include audiences or segments.
	 * @param include 1 to 25 of them
	 * @return an audience without exclusions
	 */
	public static CampaignAudience of(AudienceRef... include) {
		return new CampaignAudience(List.of(include), List.of(), Map.of());
	}

	/**
	 * Return this audience with exclusions.
	 * @param exclude at most 25 audiences or segments; they replace those that were
	 * excluded before
	 * @return a new audience
	 */
	public CampaignAudience excluding(AudienceRef... exclude) {
		return new CampaignAudience(this.include, List.of(exclude), Map.of());
	}

	// A null is kept for the check: dropping it could include people who must be
	// excluded.
	private static List<AudienceRef> copy(@Nullable List<AudienceRef> references) {
		return (references != null) ? Collections.unmodifiableList(new ArrayList<>(references)) : List.of();
	}

	@Override
	public String toString() {
		return Description.of("CampaignAudience")
			.parts("include", this.include)
			.parts("exclude", this.exclude)
			.toString();
	}

}
