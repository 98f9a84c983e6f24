package com.experiture.emulator.internal.protocol;

import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A JSON object that belongs to the API, as opposed to the content of a record. Only
 * these get unknown fields, see {@link Behavior#UNKNOWN_FIELDS}.
 */
public final class JsonObject extends LinkedHashMap<String, @Nullable Object> {

	public JsonObject with(String name, @Nullable Object value) {
		put(name, value);
		return this;
	}

	/**
	 * Return a text.
	 * @param name the field, which must have a text
	 * @return the text
	 */
	public String text(String name) {
		return required(name, String.class);
	}

	public <T> T required(String name, Class<T> type) {
		Object value = get(name);
		Assert.state(value != null, () -> "The emulator has no " + name);
		return type.cast(value);
	}

	public JsonObject withIfPresent(String name, @Nullable Object value) {
		return (value != null) ? with(name, value) : this;
	}

}
