package com.experiture.client.campaigns;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import com.experiture.client.internal.text.ServerText;

/**
 * The state of the count of an audience. The API may add states: any text is one.
 *
 * @param value the state as in the response
 */
public record ReachStatus(@JsonValue String value) {

	/** Nothing was counted yet (documented). */
	public static final ReachStatus IDLE = new ReachStatus("idle");

	/** The count is under way (documented). */
	public static final ReachStatus PENDING = new ReachStatus("pending");

	/** The count is complete (documented). */
	public static final ReachStatus OK = new ReachStatus("ok");

	/** The count failed (documented). */
	public static final ReachStatus FAILED = new ReachStatus("failed");

	/**
	 * Create a state.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ReachStatus {
	}

	@Override
	public String toString() {
		return String.valueOf(ServerText.code(this.value));
	}

}
