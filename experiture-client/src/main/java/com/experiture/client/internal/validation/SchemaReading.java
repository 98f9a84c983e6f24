package com.experiture.client.internal.validation;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.metadata.ObjectSchema;

/**
 * Reads the rules of an object from its schema.
 */
final class SchemaReading {

	private SchemaReading() {
	}

	/**
	 * Return the rules.
	 * @return the rules; those that allow everything if the schema cannot be understood
	 */
	static RecordRules rules(ExperitureJson json, JsonNode schema) {
		try (JsonParser parser = schema.traverse(ObjectReadContext.empty())) {
			ObjectSchema read = json.readTolerantly(parser, ObjectSchema.class);
			return (read != null) ? RecordRules.of(read, schema) : RecordRules.NONE;
		}
		catch (RuntimeException ex) {
			return RecordRules.NONE;
		}
	}

}
