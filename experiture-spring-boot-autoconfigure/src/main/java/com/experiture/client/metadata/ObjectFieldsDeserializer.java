package com.experiture.client.metadata;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

import com.experiture.client.json.JsonMembers;

/**
 * Reads fields, whether they are a list or an object with a member for each field.
 */
final class ObjectFieldsDeserializer extends ValueDeserializer<List<ObjectField>> {

	@Override
	public List<ObjectField> deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.currentToken().isStructStart()) {
			context.handleUnexpectedToken(context.constructType(List.class), parser);
		}
		JsonNode json = context.readTree(parser);
		List<ObjectField> fields = new ArrayList<>();
		if (json.isArray()) {
			json.forEach((field) -> fields.add(new ObjectField(name(field), field)));
		}
		json.forEachEntry((name, field) -> fields.add(new ObjectField(name, field)));
		return fields;
	}

	private static @Nullable String name(JsonNode field) {
		return field.isString() ? field.asString() : JsonMembers.text(field, "name", "fieldName", "key");
	}

}
