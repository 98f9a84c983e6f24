package com.experiture.client.campaigns;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.json.ResponseFields;
import com.experiture.client.internal.text.Description;

/**
 * The job of a campaign that was sent or scheduled. The API does not document this
 * response; the fields that are read are assumed. The response itself is kept, but is not
 * part of {@link #toString()}.
 *
 * @param json the {@code data} of the response; a missing node if it has none
 */
public record CampaignJob(JsonNode json) {

	/**
	 * Create a job.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CampaignJob {
	}

	/**
	 * Return the id of the job. No documented call accepts it.
	 * @return the id, or {@code null} if the response has none
	 */
	public @Nullable String jobId() {
		return JsonFields.text(this.json, "jobId", "job_id", "id", "sendJobId", "scheduleJobId", "executionId");
	}

	/**
	 * Return the state of the execution.
	 * @return the state, not terminal if the response has none
	 */
	public ExecutionStatus status() {
		return ExecutionStatus.read(this.json, "status", "state", "jobStatus");
	}

	/**
	 * Return when the execution begins.
	 * @return the point in time, or {@code null} if the response has none
	 */
	public @Nullable Instant scheduledAt() {
		return ResponseFields.instant(this.json, "scheduledAt", "sendAt", "startsAt", "scheduledFor", "startAt");
	}

	@Override
	public String toString() {
		return Description.of("CampaignJob")
			.id("jobId", jobId())
			.part("status", status())
			.time("scheduledAt", scheduledAt())
			.toString();
	}

}
