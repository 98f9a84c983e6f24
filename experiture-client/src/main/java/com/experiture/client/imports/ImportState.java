package com.experiture.client.imports;

import java.io.Serializable;

import com.experiture.client.internal.text.ServerText;

/**
 * The state of an import job. The states named here are documented; the API may add
 * others: any text is a state, and one that this version does not know counts as
 * unfinished.
 *
 * @param value the state as in the response; empty if it has none
 */
public record ImportState(String value) implements Serializable {

	/** Created; waits for its file and the mapping. */
	public static final ImportState PENDING = new ImportState("pending");

	/** Mapped; waits for its start. */
	public static final ImportState READY = new ImportState("ready");

	/** Started. */
	public static final ImportState RUNNING = new ImportState("running");

	/** Ended; rejected rows are listed as errors. */
	public static final ImportState COMPLETED = new ImportState("completed");

	/** Ended without success. */
	public static final ImportState FAILED = new ImportState("failed");

	/**
	 * Return whether the job ended.
	 * @return whether the state is final
	 */
	public boolean isTerminal() {
		return equals(COMPLETED) || equals(FAILED);
	}

	@Override
	public String toString() {
		return String.valueOf(ServerText.code(this.value));
	}

}
