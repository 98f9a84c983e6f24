package com.experiture.client.campaigns;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.json.ResponseFields;
import com.experiture.client.internal.text.Description;

/**
 * How far the sending of a campaign is. The API does not document this answer; what is
 * read here is assumed: either the members of {@code latestExecution} in a
 * {@link CampaignSummary}, or that object itself. The answer is kept, but is not part of
 * {@link #toString()}.
 *
 * @param json the answer's {@code data}
 */
public record CampaignStatus(JsonNode json) {

	/**
	 * Create a state.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CampaignStatus {
	}

	/**
	 * Return how far the sending is.
	 * @return the state, never terminal where the answer names none
	 */
	public ExecutionStatus executionStatus() {
		return ExecutionStatus.read(execution(), "executionStatus", "status", "state");
	}

	/**
	 * Return whether the campaign can still be changed.
	 * @return the state, or {@code null} where the answer has none
	 */
	public @Nullable AuthoringStatus authoringStatus() {
		String status = JsonFields.text(this.json, "authoringStatus");
		return (status != null) ? new AuthoringStatus(status) : null;
	}

	/**
	 * Return when the latest sending took place.
	 * @return the point in time, or {@code null} where the answer has none
	 */
	public @Nullable Instant lastExecutionAt() {
		return ResponseFields.instant(execution(), "lastExecutionAt", "executedAt", "startedAt", "lastExecutedAt",
				"lastRunAt");
	}

	/**
	 * Return what was counted so far.
	 * @return the counts by their names, empty where the answer has none
	 */
	public Map<String, Long> counts() {
		return ResponseFields.counts(JsonFields.object(execution(), "counts", "pipeline", "pipelineCounts", "metrics"));
	}

	private JsonNode execution() {
		JsonNode execution = JsonFields.object(this.json, "latestExecution", "execution", "lastExecution", "latestRun",
				"lastRun");
		return execution.isObject() ? execution : this.json;
	}

	@Override
	public String toString() {
		return Description.of("CampaignStatus")
			.part("executionStatus", executionStatus())
			.part("authoringStatus", authoringStatus())
			.time("lastExecutionAt", lastExecutionAt())
			.size("counts", counts().keySet())
			.toString();
	}

}
