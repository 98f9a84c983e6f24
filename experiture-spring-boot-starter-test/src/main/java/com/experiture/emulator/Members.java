package com.experiture.emulator;

import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A JSON object that belongs to the API, as opposed to the content of a record. Only
 * these grow unknown members when the emulator is asked for them.
 */
final class Members extends LinkedHashMap<String, @Nullable Object> {

	Members with(String name, @Nullable Object value) {
		put(name, value);
		return this;
	}

	Members withIfPresent(String name, @Nullable Object value) {
		return (value != null) ? with(name, value) : this;
	}

}
