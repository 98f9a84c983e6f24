package com.experiture.client.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a count. What does not count, such as a text, a fraction or a number of more than
 * 63 bits, is read as unknown: it must not make the rest of the response unusable.
 */
public final class CountDeserializer extends ValueDeserializer<Long> {

	@Override
	public @Nullable Long deserialize(JsonParser parser, DeserializationContext context) {
		if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
			parser.skipChildren();
			return null;
		}
		boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
		return (fits && parser.getLongValue() >= 0) ? Long.valueOf(parser.getLongValue()) : null;
	}

}
