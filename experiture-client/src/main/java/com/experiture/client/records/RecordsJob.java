package com.experiture.client.records;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.json.Description;
import com.experiture.client.json.JsonMembers;

/**
 * The job that carries a batch out. The API does not document this answer; what is read
 * here is assumed, under the names that comparable APIs have as well, such as
 * {@code failedRecords}. The answer itself is kept, but is not part of
 * {@link #toString()}.
 *
 * @param json the answer's {@code data}
 */
public record RecordsJob(JsonNode json) {

	/**
	 * Create a job.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public RecordsJob {
	}

	/**
	 * Return the id of the job.
	 * @return the id, or {@code null} where the answer does not repeat it
	 */
	public @Nullable String id() {
		return JsonMembers.text(this.json, "jobId", "job_id", "id", "batchId");
	}

	/**
	 * Return the state.
	 * @return the state, never terminal where the answer names none
	 */
	public JobState state() {
		String state = JsonMembers.text(this.json, "state", "status", "jobState", "jobStatus");
		return new JobState((state != null) ? state : "");
	}

	/**
	 * Return how many records were accepted so far.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long acceptedRecords() {
		return JsonMembers.number(this.json, "acceptedRecords", "accepted", "acceptedCount", "succeededRecords",
				"successfulRecords", "recordsSucceeded", "completedRecords", "succeeded", "successCount", "completed");
	}

	/**
	 * Return how many records were rejected so far.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long rejectedRecords() {
		return JsonMembers.number(this.json, "rejectedRecords", "rejected", "rejectedCount", "failedRecords",
				"invalidRecords", "recordsFailed", "numberRecordsFailed", "failed", "failedCount", "failureCount",
				"errorCount");
	}

	/**
	 * Return the outcome of every record that the answer speaks of.
	 * @return the outcomes, empty where the answer has none
	 */
	public List<RecordOutcome> outcomes() {
		return BatchAnswer.outcomes(this.json);
	}

	List<RecordOutcome> outcomes(int batchSize) {
		return BatchAnswer.outcomes(this.json, batchSize);
	}

	@Override
	public String toString() {
		return Description.of("RecordsJob")
			.id("id", id())
			.part("state", state())
			.number("acceptedRecords", acceptedRecords())
			.number("rejectedRecords", rejectedRecords())
			.toString();
	}

}
