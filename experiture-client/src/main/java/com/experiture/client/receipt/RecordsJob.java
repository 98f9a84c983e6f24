package com.experiture.client.receipt;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.text.Description;

/**
 * The job that writes the records of a batch. The API does not document this response, so
 * its properties are assumed. Names of comparable APIs are read as well, such as
 * {@code failedRecords}. The raw response is available, but not part of
 * {@link #toString()}.
 *
 * @param json the {@code data} of the response
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
	 * @return the id, or {@code null} if the response does not contain it
	 */
	public @Nullable String id() {
		return JsonFields.text(this.json, "jobId", "job_id", "id", "batchId");
	}

	/**
	 * Return the state.
	 * @return the state, never terminal if the response contains none
	 */
	public JobState state() {
		String state = JsonFields.text(this.json, "state", "status", "jobState", "jobStatus");
		return new JobState((state != null) ? state : "");
	}

	/**
	 * Return how many records were accepted so far.
	 * @return the number, or {@code null} if the response does not contain it
	 */
	public @Nullable Long acceptedRecords() {
		return JsonFields.number(this.json, "acceptedRecords", "accepted", "acceptedCount", "succeededRecords",
				"successfulRecords", "recordsSucceeded", "completedRecords", "succeeded", "successCount", "completed");
	}

	/**
	 * Return how many records were rejected so far.
	 * @return the number, or {@code null} if the response does not contain it
	 */
	public @Nullable Long rejectedRecords() {
		return JsonFields.number(this.json, "rejectedRecords", "rejected", "rejectedCount", "failedRecords",
				"invalidRecords", "recordsFailed", "numberRecordsFailed", "failed", "failedCount", "failureCount",
				"errorCount");
	}

	/**
	 * Return the result of every record that the response contains.
	 * @return the results, empty if the response has none
	 */
	public List<RecordResult> results() {
		return RecordResults.of(this.json);
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
		return Description.of("RecordsJob")
			.id("id", id())
			.part("state", state())
			.number("acceptedRecords", acceptedRecords())
			.number("rejectedRecords", rejectedRecords())
			.toString();
	}

}
