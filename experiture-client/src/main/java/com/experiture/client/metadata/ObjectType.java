package com.experiture.client.metadata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import com.experiture.client.internal.text.ServerText;

/**
 * What kind of object it is. The API may add kinds: any text is one.
 *
 * @param value the kind as in the response
 */
public record ObjectType(@JsonValue String value) {

	/** People (documented). */
	public static final ObjectType PROFILE = new ObjectType("profile");

	/** What people did (documented). */
	public static final ObjectType EVENT = new ObjectType("event");

	/**
	 * Create a kind.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ObjectType {
	}

	@Override
	public String toString() {
		return String.valueOf(ServerText.code(this.value));
	}

}
