package com.experiture.client.campaigns;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.text.ServerText;

/**
 * The state of the execution of a campaign. Only some states are documented: any text is
 * one, and one that this version does not know counts as unfinished.
 *
 * @param value the state as in the response; empty if it has none
 */
public record ExecutionStatus(@JsonValue String value) {

	/** Nothing was sent or scheduled (documented). */
	public static final ExecutionStatus NOT_SCHEDULED = new ExecutionStatus("not_scheduled");

	/** It will begin (documented). */
	public static final ExecutionStatus SCHEDULED = new ExecutionStatus("scheduled");

	/** Messages are being sent (documented). */
	public static final ExecutionStatus RUNNING = new ExecutionStatus("running");

	/** It ended successfully (documented). */
	public static final ExecutionStatus COMPLETED = new ExecutionStatus("completed");

	/** It ended without success (documented). */
	public static final ExecutionStatus FAILED = new ExecutionStatus("failed");

	static final ExecutionStatus NONE = new ExecutionStatus("");

	/**
	 * Create a state.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ExecutionStatus {
	}

	static ExecutionStatus read(JsonNode json, String... names) {
		String status = JsonFields.text(json, names);
		return (status != null) ? new ExecutionStatus(status) : NONE;
	}

	/**
	 * Return whether the execution ended.
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
