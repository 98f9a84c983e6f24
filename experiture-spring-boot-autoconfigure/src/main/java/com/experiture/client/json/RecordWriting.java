package com.experiture.client.json;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.error.InvalidMember;

/**
 * Writes one record and tells precisely what is wrong with one that cannot be written.
 */
final class RecordWriting {

	private final ObjectWriter writer;

	RecordWriting(JsonMapper mapper) {
		// What stands between the records is written by whoever collects them.
		this.writer = mapper.writer()
			.with(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
			.without(SerializationFeature.INDENT_OUTPUT)
			.withRootValueSeparator((String) null);
	}

	JsonGenerator generator(BodyBuffer body) {
		return this.writer.createGenerator(body);
	}

	void write(JsonGenerator generator, BodyBuffer body, @Nullable Object record) {
		InvalidMember.unless(!(record instanceof Map<?, ?> map) || !map.isEmpty(), "", "must have at least one member");
		try {
			this.writer.writeValue(generator, record);
		}
		catch (JacksonException ex) {
			if (ex.getCause() instanceof InvalidMember invalid) {
				throw invalid;
			}
			throw new InvalidMember(JsonPaths.describe(ex, ""), "cannot be written as JSON ("
					+ ((ex.getCause() != null) ? ex.getCause() : ex).getClass().getSimpleName() + ")");
		}
		// No other JSON value ends with these bytes, so they tell what was written.
		InvalidMember.unless(body.last(0) == '}', "", "must be a map or an object, not a plain value or a list");
		InvalidMember.unless(body.last(1) != '{', "", "must have at least one member that is not null");
	}

}
