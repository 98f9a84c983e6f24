package com.experiture.client.audiences;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads a time in milliseconds, which may have a fraction.
 */
final class MillisDeserializer extends StdDeserializer<Long> {

	MillisDeserializer() {
		super(Long.class);
	}

	@Override
	public Long deserialize(JsonParser parser, DeserializationContext context) {
		double millis = parser.currentToken().isNumeric() ? parser.getDoubleValue() : -1;
		return (millis >= 0 && millis < Long.MAX_VALUE) ? Long.valueOf((long) millis)
				: (Long) context.handleUnexpectedToken(getValueType(context), parser);
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) {
		return 0L;
	}

}
