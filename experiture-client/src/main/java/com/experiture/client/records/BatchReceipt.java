package com.experiture.client.records;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.json.Description;
import com.experiture.client.json.JsonMembers;

/**
 * What the API says of a batch. The API does not document this answer; assumed are three
 * readings, of which any may come: the id of a job to poll, the outcome of every record,
 * or only a receipt like that of a single write. Names of comparable APIs are read as
 * well, such as {@code failedRecords}. The answer itself is kept: {@link #json()}.
 */
public final class BatchReceipt {

	private final JsonNode json;

	/**
	 * Create a receipt.
	 * @param json the answer's {@code data}
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public BatchReceipt(JsonNode json) {
		this.json = json;
	}

	/**
	 * Return the answer as it came.
	 * @return the answer's {@code data}
	 */
	public JsonNode json() {
		return this.json;
	}

	/**
	 * Return the id of the job that carries the batch out.
	 * @return the id for {@code getJob}, or {@code null} where the batch was carried out
	 * at once
	 */
	public @Nullable String jobId() {
		return JsonMembers.text(this.json, "jobId", "job_id");
	}

	/**
	 * Return the outcome of every record that the answer speaks of.
	 * @return the outcomes, empty where the answer has none
	 */
	public List<RecordOutcome> outcomes() {
		return BatchAnswer.outcomes(this.json);
	}

	/**
	 * Return how many records were accepted.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long acceptedRecords() {
		return JsonMembers.number(this.json, "acceptedRecords", "accepted", "acceptedCount", "succeededRecords",
				"successfulRecords", "recordsSucceeded", "completedRecords", "succeeded", "successCount", "completed");
	}

	/**
	 * Return how many records were rejected.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long rejectedRecords() {
		return JsonMembers.number(this.json, "rejectedRecords", "rejected", "rejectedCount", "failedRecords",
				"invalidRecords", "recordsFailed", "numberRecordsFailed", "failed", "failedCount", "failureCount",
				"errorCount");
	}

	List<RecordOutcome> outcomes(int batchSize) {
		return BatchAnswer.outcomes(this.json, batchSize);
	}

	boolean isRefusal() {
		return BatchAnswer.isRefusal(this.json);
	}

	// The outcomes of 10,000 records are only read where the answer has no sum.
	long count(boolean accepted) {
		Long sum = accepted ? acceptedRecords() : rejectedRecords();
		return (sum != null) ? Math.max(0, sum)
				: outcomes().stream().filter((outcome) -> outcome.accepted() == accepted).count();
	}

	@Override
	public String toString() {
		return Description.of("BatchReceipt")
			.id("jobId", jobId())
			.number("acceptedRecords", acceptedRecords())
			.number("rejectedRecords", rejectedRecords())
			.toString();
	}

}
