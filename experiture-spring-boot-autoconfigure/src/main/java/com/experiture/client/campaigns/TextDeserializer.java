package com.experiture.client.campaigns;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a field that is a text in some responses and an object in others: the object is
 * kept as JSON.
 */
final class TextDeserializer extends ValueDeserializer<String> {

	@Override
	public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
		JsonNode json = context.readTree(parser);
		return json.isString() ? json.asString() : json.toString();
	}

}
