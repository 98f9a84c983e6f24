package com.experiture.client.internal.encoding;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Rejects the values of a type that cannot be written correctly.
 */
final class RejectingSerializer extends ValueSerializer<Object> {

	private final String reason;

	RejectingSerializer(String reason) {
		this.reason = reason;
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		throw RecordGenerator.invalidValue(generator, this.reason);
	}

	@Override
	public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
			TypeSerializer type) {
		serialize(value, generator, context);
	}

}
