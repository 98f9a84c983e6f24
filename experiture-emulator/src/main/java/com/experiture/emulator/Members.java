package com.experiture.emulator;

import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A JSON object that belongs to the API, as opposed to the content of a record. Only
 * these grow unknown members when the emulator is asked for them.
 */
final class Members extends LinkedHashMap<String, @Nullable Object> {

	Members with(String name, @Nullable Object value) {
		put(name, value);
		return this;
	}

	/**
	 * Return a text that a member must hold.
	 */
	String text(String name) {
		return required(name, String.class);
	}

	<T> T required(String name, Class<T> type) {
		Object value = get(name);
		Assert.state(value != null, () -> "The emulator has no " + name);
		return type.cast(value);
	}

	Members withIfPresent(String name, @Nullable Object value) {
		return (value != null) ? with(name, value) : this;
	}

}
