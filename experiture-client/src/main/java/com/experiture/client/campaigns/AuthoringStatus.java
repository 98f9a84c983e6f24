package com.experiture.client.campaigns;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import com.experiture.client.internal.text.ServerText;

/**
 * The state of the authoring of a campaign. Not all states are documented: any text is
 * one.
 *
 * @param value the state as in the response
 */
public record AuthoringStatus(@JsonValue String value) {

	/** It can be changed (documented). */
	public static final AuthoringStatus DRAFT = new AuthoringStatus("draft");

	/** It can no longer be changed (documented). */
	public static final AuthoringStatus PUBLISHED = new AuthoringStatus("published");

	/**
	 * Create a state.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public AuthoringStatus {
	}

	@Override
	public String toString() {
		return String.valueOf(ServerText.code(this.value));
	}

}
