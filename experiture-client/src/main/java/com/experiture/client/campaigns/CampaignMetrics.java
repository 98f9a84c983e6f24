package com.experiture.client.campaigns;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.json.ResponseFields;
import com.experiture.client.internal.text.Description;

/**
 * What became of a campaign's messages. The API documents that it counts them, but not
 * this answer; what is read here is assumed. The answer itself is kept, but is not part
 * of {@link #toString()}.
 *
 * @param json the answer's {@code data}
 */
public record CampaignMetrics(JsonNode json) {

	/**
	 * Create metrics.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CampaignMetrics {
	}

	/**
	 * Return what was counted: the whole numbers of {@code counts}, {@code pipeline},
	 * {@code metrics} or the like, or else of the answer itself.
	 * @return the counts by their names, empty where the answer has none
	 */
	public Map<String, Long> counts() {
		JsonNode counts = JsonFields.object(this.json, "counts", "pipeline", "metrics", "pipelineCounts", "totals",
				"statistics", "stats");
		return ResponseFields.counts(counts.isObject() ? counts : this.json);
	}

	/**
	 * Return one of the counts.
	 * @param name its name, such as {@code sent}
	 * @return the count, or {@code null} where the answer does not have it
	 */
	public @Nullable Long count(String name) {
		return counts().get(name);
	}

	@Override
	public String toString() {
		return Description.of("CampaignMetrics").size("counts", counts().keySet()).toString();
	}

}
