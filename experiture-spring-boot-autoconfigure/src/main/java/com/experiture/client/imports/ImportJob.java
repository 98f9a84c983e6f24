package com.experiture.client.imports;

import java.io.Serializable;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import com.experiture.client.json.Description;
import com.experiture.client.json.JsonMembers;

/**
 * An import job as it is now. Its states are documented; the members that tell them and
 * everything else are not, so what is read here is assumed. The answer itself is kept,
 * but is not part of {@link #toString()}.
 *
 * @param json the answer's {@code data}; a missing node where it has none
 */
public record ImportJob(JsonNode json) implements Serializable {

	static final ImportJob UNKNOWN = new ImportJob(MissingNode.getInstance());

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
		return JsonMembers.text(this.json, "jobId", "id");
	}

	/**
	 * Return the state.
	 * @return the state, never terminal where the answer names none
	 */
	public ImportState state() {
		String state = JsonMembers.text(this.json, "status", "state");
		return new ImportState((state != null) ? state : "");
	}

	/**
	 * Return how many rows the file has.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long totalRows() {
		return JsonMembers.number(this.json, "totalRows", "rowCount", "total");
	}

	/**
	 * Return how many rows were looked at so far.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long processedRows() {
		return JsonMembers.number(this.json, "processedRows", "processed");
	}

	/**
	 * Return how many rows became records so far.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long acceptedRows() {
		return JsonMembers.number(this.json, "acceptedRows", "validRows", "accepted");
	}

	/**
	 * Return how many rows were rejected so far.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long rejectedRows() {
		return JsonMembers.number(this.json, "rejectedRows", "invalidRows", "errorCount", "rejected");
	}

	/**
	 * Return how many rows were looked at, or those whose outcome is known.
	 */
	@Nullable Long doneRows() {
		Long accepted = acceptedRows();
		Long rejected = rejectedRows();
		if (processedRows() != null || (accepted == null && rejected == null)) {
			return processedRows();
		}
		return ((accepted != null) ? accepted : 0) + ((rejected != null) ? rejected : 0);
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
