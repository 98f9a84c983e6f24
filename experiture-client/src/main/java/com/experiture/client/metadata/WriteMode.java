package com.experiture.client.metadata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import com.experiture.client.internal.text.ServerText;

/**
 * How rows become records. The API may add modes: any text is one.
 *
 * @param value the mode as the API writes it
 */
public record WriteMode(@JsonValue String value) {

	/** A row is merged into the record with the same key (documented). */
	public static final WriteMode UPSERT = new WriteMode("upsert");

	/** A row is always added (documented). */
	public static final WriteMode APPEND = new WriteMode("append");

	/**
	 * Create a mode.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public WriteMode {
	}

	@Override
	public String toString() {
		return String.valueOf(ServerText.code(this.value));
	}

}
