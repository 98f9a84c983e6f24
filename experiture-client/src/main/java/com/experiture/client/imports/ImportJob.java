package com.experiture.client.imports;

import java.io.Serializable;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.text.Description;

/**
 * The current state of an import job. Its states are documented; the names of its fields
 * are not, so the fields that are read are assumed, including the names of comparable
 * APIs such as {@code failedRows}. The response itself is kept, but is not part of
 * {@link #toString()}.
 *
 * @param json the {@code data} of the response; a missing node if it has none
 */
public record ImportJob(JsonNode json) implements Serializable {

	/**
	 * Create a job.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ImportJob {
	}

	/**
	 * Return the id of the job.
	 * @return the id, or {@code null} if the response does not contain it
	 */
	public @Nullable String id() {
		return JsonFields.text(this.json, "jobId", "id", "job_id", "importJobId", "importId");
	}

	/**
	 * Return the state.
	 * @return the state, not terminal if the response has none
	 */
	public ImportState state() {
		String state = JsonFields.text(this.json, "status", "state", "jobStatus", "jobState");
		return new ImportState((state != null) ? state : "");
	}

	/**
	 * Return how many rows the file has.
	 * @return the number, or {@code null} if the response does not contain it
	 */
	public @Nullable Long totalRows() {
		return JsonFields.number(this.json, "totalRows", "rowCount", "total", "totalRecords", "recordCount");
	}

	/**
	 * Return how many rows were processed so far.
	 * @return the number, or {@code null} if the response does not contain it
	 */
	public @Nullable Long processedRows() {
		return JsonFields.number(this.json, "processedRows", "processed", "processedCount", "processedRecords",
				"rowsProcessed", "numberRecordsProcessed");
	}

	/**
	 * Return how many rows became records so far.
	 * @return the number, or {@code null} if the response does not contain it
	 */
	public @Nullable Long acceptedRows() {
		return JsonFields.number(this.json, "acceptedRows", "validRows", "accepted", "acceptedCount", "acceptedRecords",
				"succeededRows", "successfulRows", "importedRows", "rowsImported", "completedRows", "outputRows",
				"succeeded", "successCount", "imported", "completed");
	}

	/**
	 * Return how many rows were rejected so far.
	 * @return the number, or {@code null} if the response does not contain it
	 */
	public @Nullable Long rejectedRows() {
		return JsonFields.number(this.json, "rejectedRows", "invalidRows", "errorCount", "rejected", "rejectedCount",
				"rejectedRecords", "failedRows", "errorRows", "failedRecords", "numberRecordsFailed", "badRecords",
				"failed", "failedCount", "failureCount");
	}

	@Override
	public String toString() {
		return Description.of("ImportJob")
			.id("id", id())
			.part("state", state())
			.number("totalRows", totalRows())
			.number("acceptedRows", acceptedRows())
			.number("rejectedRows", rejectedRows())
			.toString();
	}

}
