package com.experiture.client.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.node.MissingNode;

import com.experiture.client.internal.json.JsonFields;

/**
 * Reads fields, as a list or as an object with a property for each field.
 */
final class ObjectFieldsDeserializer extends ValueDeserializer<List<ObjectField>> {

	private static final List<String> OTHER_NAMES = List.of("attributes", "columns", "properties");

	@Override
	public List<ObjectField> deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.currentToken().isStructStart()) {
			context.handleUnexpectedToken(context.constructType(List.class), parser);
		}
		return fields(context.readTree(parser));
	}

	private static List<ObjectField> fields(JsonNode json) {
		List<ObjectField> fields = new ArrayList<>();
		if (json.isArray()) {
			json.forEach((field) -> fields.add(new ObjectField(name(field), field)));
		}
		json.forEachEntry((name, field) -> fields.add(new ObjectField(name, field)));
		return fields;
	}

	/**
	 * Read the fields under another name (assumed), if there is one.
	 * @param unknown the unknown properties of the object, from which the fields are
	 * removed
	 * @return the fields
	 */
	static List<ObjectField> takeOtherName(Map<String, JsonNode> unknown) {
		for (String name : OTHER_NAMES) {
			List<ObjectField> fields = fields(unknown.getOrDefault(name, MissingNode.getInstance()));
			if (!fields.isEmpty()) {
				unknown.remove(name);
				return fields;
			}
		}
		return List.of();
	}

	private static @Nullable String name(JsonNode field) {
		return field.isString() ? field.asString() : JsonFields.text(field, "name", "fieldName", "key");
	}

}
