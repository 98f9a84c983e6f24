package com.experiture.client.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads fields of responses that can be missing, or whose form is not documented.
 */
public final class ResponseFields {

	private ResponseFields() {
	}

	public static <T> List<T> list(@Nullable List<@Nullable T> items) {
		return (items != null) ? items.stream().filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * Return the first field that exists, as a point in time; {@code null} if it is not
	 * one.
	 */
	public static @Nullable Instant instant(JsonNode json, String... names) {
		String text = JsonFields.text(json, names);
		try {
			return (text != null) ? DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Return the fields that are integers.
	 */
	public static Map<String, Long> counts(JsonNode json) {
		Map<String, Long> counts = new LinkedHashMap<>();
		json.forEachEntry((name, count) -> {
			Long number = JsonFields.number(json, name);
			if (number != null) {
				counts.put(name, number);
			}
		});
		return Collections.unmodifiableMap(counts);
	}

}
