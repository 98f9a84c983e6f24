package com.experiture.client.campaigns;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.json.ResponseFields;
import com.experiture.client.internal.text.Description;

/**
 * The counts of a campaign's messages. The API documents that it counts them, but not
 * this response; the fields that are read are assumed. The response itself is kept, but
 * is not part of {@link #toString()}.
 *
 * @param json the {@code data} of the response
 */
public record CampaignMetrics(JsonNode json) {

	/**
	 * Create metrics.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CampaignMetrics {
	}

	/**
	 * Return the counts: the integers of {@code counts}, {@code pipeline}, {@code
	 * metrics} or the like, or else of the response itself.
	 * @return the counts by name, empty if the response has none
	 */
	public Map<String, Long> counts() {
		JsonNode counts = JsonFields.object(this.json, "counts", "pipeline", "metrics", "pipelineCounts", "totals",
				"statistics", "stats");
		return ResponseFields.counts(counts.isObject() ? counts : this.json);
	}

	/**
	 * Return one of the counts.
	 * @param name its name, such as {@code sent}
	 * @return the count, or {@code null} if the response does not contain it
	 */
	public @Nullable Long count(String name) {
		return counts().get(name);
	}

	@Override
	public String toString() {
		return Description.of("CampaignMetrics").size("counts", counts().keySet()).toString();
	}

}
