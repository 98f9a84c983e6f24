package com.experiture.client.receipt;

import java.util.Locale;
import java.util.Set;

import com.experiture.client.internal.text.ServerText;

/**
 * The state of a batch job. The API does not document the states: any text is a state,
 * and one that is not known here counts as unfinished.
 *
 * @param value the state as the API wrote it; empty where it wrote none
 */
public record JobState(String value) {

	private static final Set<String> SUCCEEDED = Set.of("completed", "complete", "succeeded", "success", "done",
			"finished");

	private static final Set<String> FAILED = Set.of("failed", "failure", "error", "errored", "cancelled", "canceled",
			"aborted");

	/**
	 * Return whether the job ended and all or part of it was carried out (assumed words).
	 * @return whether it ended well
	 */
	public boolean isSucceeded() {
		return SUCCEEDED.contains(normalized());
	}

	/**
	 * Return whether the job ended without being carried out (assumed words).
	 * @return whether it failed
	 */
	public boolean isFailed() {
		return FAILED.contains(normalized());
	}

	/**
	 * Return whether the job ended.
	 * @return whether nothing more will happen
	 */
	public boolean isTerminal() {
		return isSucceeded() || isFailed();
	}

	private String normalized() {
		return this.value.toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		return String.valueOf(ServerText.code(this.value));
	}

}
