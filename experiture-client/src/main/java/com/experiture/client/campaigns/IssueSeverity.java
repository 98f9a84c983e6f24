package com.experiture.client.campaigns;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import com.experiture.client.internal.text.ServerText;

/**
 * The severity of an issue of a preflight. The API may add severities: any text is one.
 *
 * @param value the severity as in the response
 */
public record IssueSeverity(@JsonValue String value) {

	/** The campaign cannot be sent (documented). */
	public static final IssueSeverity BLOCKER = new IssueSeverity("blocker");

	/** The campaign can be sent, but something looks wrong (documented). */
	public static final IssueSeverity WARNING = new IssueSeverity("warning");

	/** Something to know (documented). */
	public static final IssueSeverity INFO = new IssueSeverity("info");

	/**
	 * Create a severity.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public IssueSeverity {
	}

	@Override
	public String toString() {
		return String.valueOf(ServerText.code(this.value));
	}

}
