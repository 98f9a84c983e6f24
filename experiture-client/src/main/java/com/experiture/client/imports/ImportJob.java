package com.experiture.client.imports;

import java.io.Serializable;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.text.Description;

/**
 * An import job as it is now. Its states are documented; the members that tell them and
 * everything else are not, so what is read here is assumed, under the names that
 * comparable APIs have as well, such as {@code failedRows}. The answer itself is kept,
 * but is not part of {@link #toString()}.
 *
 * @param json the answer's {@code data}; a missing node where it has none
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
	 * @return the id, or {@code null} where the answer does not repeat it
	 */
	public @Nullable String id() {
		return JsonFields.text(this.json, "jobId", "id", "job_id", "importJobId", "importId");
	}

	/**
	 * Return the state.
	 * @return the state, never terminal where the answer names none
	 */
	public ImportState state() {
		String state = JsonFields.text(this.json, "status", "state", "jobStatus", "jobState");
		return new ImportState((state != null) ? state : "");
	}

	/**
	 * Return how many rows the file has.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long totalRows() {
		return JsonFields.number(this.json, "totalRows", "rowCount", "total", "totalRecords", "recordCount");
	}

	/**
	 * Return how many rows were looked at so far.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long processedRows() {
		return JsonFields.number(this.json, "processedRows", "processed", "processedCount", "processedRecords",
				"rowsProcessed", "numberRecordsProcessed");
	}

	/**
	 * Return how many rows became records so far.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long acceptedRows() {
		return JsonFields.number(this.json, "acceptedRows", "validRows", "accepted", "acceptedCount", "acceptedRecords",
				"succeededRows", "successfulRows", "importedRows", "rowsImported", "completedRows", "outputRows",
				"succeeded", "successCount", "imported", "completed");
	}

	/**
	 * Return how many rows were rejected so far.
	 * @return the number, or {@code null} where the answer does not say
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
