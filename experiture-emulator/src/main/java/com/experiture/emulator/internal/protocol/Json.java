package com.experiture.emulator.internal.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON as maps, lists, texts, numbers and booleans, and writes it.
 */
public final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.build();

	private Json() {
	}

	public static @Nullable Object read(byte[] json) {
		try {
			return MAPPER.readValue(json, Object.class);
		}
		catch (JacksonException ex) {
			// The parser's own message quotes the body, which may hold a record.
			throw ApiProblem.invalid("The body is not valid JSON", null);
		}
	}

	public static byte[] write(Object value) {
		return MAPPER.writeValueAsBytes(value);
	}

}
