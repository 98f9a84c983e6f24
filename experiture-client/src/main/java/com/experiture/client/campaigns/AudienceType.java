package com.experiture.client.campaigns;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import com.experiture.client.internal.text.ServerText;

/**
 * What an audience id stands for. The API may add types: any text is one.
 *
 * @param value the type as the API writes it
 */
public record AudienceType(@JsonValue String value) {

	/** An audience (documented). */
	public static final AudienceType AUDIENCE = new AudienceType("audience");

	/** A segment (documented). */
	public static final AudienceType SEGMENT = new AudienceType("segment");

	/**
	 * Create a type.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public AudienceType {
	}

	@Override
	public String toString() {
		return String.valueOf(ServerText.code(this.value));
	}

}
