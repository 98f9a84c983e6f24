package com.experiture.client.campaigns;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.json.ResponseFields;
import com.experiture.client.internal.text.Description;

/**
 * What the API says of a campaign that was told to go out. The API does not document this
 * answer; what is read here is assumed. The answer itself is kept, but is not part of
 * {@link #toString()}.
 *
 * @param json the answer's {@code data}; a missing node where it has none
 */
public record CampaignJob(JsonNode json) {

	/**
	 * Create a job.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CampaignJob {
	}

	/**
	 * Return the id of the job. No call is documented that takes it.
	 * @return the id, or {@code null} where the answer has none
	 */
	public @Nullable String jobId() {
		return JsonFields.text(this.json, "jobId", "job_id", "id", "sendJobId", "scheduleJobId", "executionId");
	}

	/**
	 * Return how far the sending is.
	 * @return the state, never terminal where the answer names none
	 */
	public ExecutionStatus status() {
		return ExecutionStatus.read(this.json, "status", "state", "jobStatus");
	}

	/**
	 * Return when the sending begins.
	 * @return the point in time, or {@code null} where the answer has none
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
