package com.experiture.client.receipt;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.text.Description;

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
		return JsonFields.text(this.json, "jobId", "job_id");
	}

	/**
	 * Return the outcome of every record that the answer speaks of.
	 * @return the outcomes, empty where the answer has none
	 */
	public List<RecordResult> outcomes() {
		return RecordResults.outcomes(this.json);
	}

	/**
	 * Return how many records were accepted.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long acceptedRecords() {
		return JsonFields.number(this.json, "acceptedRecords", "accepted", "acceptedCount", "succeededRecords",
				"successfulRecords", "recordsSucceeded", "completedRecords", "succeeded", "successCount", "completed");
	}

	/**
	 * Return how many records were rejected.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long rejectedRecords() {
		return JsonFields.number(this.json, "rejectedRecords", "rejected", "rejectedCount", "failedRecords",
				"invalidRecords", "recordsFailed", "numberRecordsFailed", "failed", "failedCount", "failureCount",
				"errorCount");
	}

	/**
	 * Return the result of every record of a batch of a known size. If fewer results are
	 * listed than the batch has records, the place in the list does not identify the
	 * record, so its index is negative unless the response names it.
	 * @param batchSize how many records the batch had
	 * @return the results, empty if the response has none
	 */
	public List<RecordResult> outcomes(int batchSize) {
		return RecordResults.outcomes(this.json, batchSize);
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
