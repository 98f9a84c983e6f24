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
 * The status of the execution of a campaign. The API does not document this response; the
 * fields that are read are assumed: either those of {@code latestExecution} in a
 * {@link CampaignSummary}, or that object itself. The response is kept, but is not part
 * of {@link #toString()}.
 *
 * @param json the {@code data} of the response
 */
public record CampaignStatus(JsonNode json) {

	/**
	 * Create a state.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CampaignStatus {
	}

	/**
	 * Return the state of the execution.
	 * @return the state, not terminal if the response has none
	 */
	public ExecutionStatus executionStatus() {
		return ExecutionStatus.read(execution(), "executionStatus", "status", "state");
	}

	/**
	 * Return whether the campaign can still be changed.
	 * @return the state, or {@code null} if the response has none
	 */
	public @Nullable AuthoringStatus authoringStatus() {
		String status = JsonFields.text(this.json, "authoringStatus");
		return (status != null) ? new AuthoringStatus(status) : null;
	}

	/**
	 * Return when the latest execution took place.
	 * @return the point in time, or {@code null} if the response has none
	 */
	public @Nullable Instant lastExecutionAt() {
		return ResponseFields.instant(execution(), "lastExecutionAt", "executedAt", "startedAt", "lastExecutedAt",
				"lastRunAt");
	}

	/**
	 * Return the counts so far.
	 * @return the counts by name, empty if the response has none
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
