package com.experiture.client.receipt;

import java.util.Locale;
import java.util.Set;

import com.experiture.client.internal.text.ServerText;

/**
 * The state of a batch job. The API does not document the states: any text is a state,
 * and one that this version does not know counts as unfinished.
 *
 * @param value the state as the API sent it; empty if it sent none
 */
public record JobState(String value) {

	private static final Set<String> SUCCEEDED = Set.of("completed", "complete", "succeeded", "success", "done",
			"finished");

	private static final Set<String> FAILED = Set.of("failed", "failure", "error", "errored", "cancelled", "canceled",
			"aborted");

	/**
	 * Return whether the job ended and wrote all or some of its records (assumed words).
	 * @return whether the job succeeded
	 */
	public boolean isSucceeded() {
		return SUCCEEDED.contains(normalized());
	}

	/**
	 * Return whether the job ended without writing its records (assumed words).
	 * @return whether the job failed
	 */
	public boolean isFailed() {
		return FAILED.contains(normalized());
	}

	/**
	 * Return whether the job ended.
	 * @return whether the state is final
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
