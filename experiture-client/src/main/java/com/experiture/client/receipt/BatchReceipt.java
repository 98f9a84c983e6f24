package com.experiture.client.receipt;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.text.Description;

/**
 * The response to a batch. The API does not document it, so three forms are assumed: the
 * id of a job to poll, the result of every record, or only a receipt like that of a
 * single write. Names of comparable APIs are read as well, such as {@code failedRecords}.
 * The raw response is available as {@link #json()}.
 */
public final class BatchReceipt {

	private final JsonNode json;

	/**
	 * Create a receipt.
	 * @param json the {@code data} of the response
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public BatchReceipt(JsonNode json) {
		this.json = json;
	}

	/**
	 * Return the response as it was received.
	 * @return the {@code data} of the response
	 */
	public JsonNode json() {
		return this.json;
	}

	/**
	 * Return the id of the job that writes the records.
	 * @return the id for {@code getJob}, or {@code null} if the batch was written at once
	 */
	public @Nullable String jobId() {
		return JsonFields.text(this.json, "jobId", "job_id");
	}

	/**
	 * Return the result of every record that the response contains.
	 * @return the results, empty if the response has none
	 */
	public List<RecordResult> results() {
		return RecordResults.of(this.json);
	}

	/**
	 * Return how many records were accepted.
	 * @return the number, or {@code null} if the response does not contain it
	 */
	public @Nullable Long acceptedRecords() {
		return JsonFields.number(this.json, "acceptedRecords", "accepted", "acceptedCount", "succeededRecords",
				"successfulRecords", "recordsSucceeded", "completedRecords", "succeeded", "successCount", "completed");
	}

	/**
	 * Return how many records were rejected.
	 * @return the number, or {@code null} if the response does not contain it
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
	public List<RecordResult> results(int batchSize) {
		return RecordResults.of(this.json, batchSize);
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
