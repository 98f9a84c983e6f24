package com.experiture.client.internal.encoding;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.internal.rules.InvalidField;

/**
 * Writes a record, or reports precisely why it cannot be written.
 */
final class RecordWriting {

	private final ObjectWriter writer;

	RecordWriting(JsonMapper mapper) {
		// Separators are written by the code that collects the records.
		this.writer = mapper.writer()
			.with(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
			.without(SerializationFeature.INDENT_OUTPUT)
			.withRootValueSeparator((String) null);
	}

	JsonGenerator generator(BodyBuffer body) {
		return new RecordGenerator(this.writer.createGenerator(body));
	}

	/**
	 * Write a record. Documented: a record is an object with at least one property. The
	 * other checks reject what has no JSON form.
	 */
	void write(JsonGenerator generator, BodyBuffer body, @Nullable Object record) {
		InvalidField.unless(!(record instanceof Map<?, ?> map) || !map.isEmpty(), "", "must have at least one field");
		InvalidField.unless(!(record instanceof Optional<?> || record instanceof AtomicReference<?>), "",
				"is a holder of a record; write the record that it contains");
		try {
			this.writer.writeValue(generator, record);
		}
		catch (JacksonException ex) {
			throw (ex.getCause() instanceof InvalidField invalid) ? invalid : invalid(ex);
		}
		catch (StackOverflowError ex) {
			throw new InvalidField("", "cannot be written, because a part of it refers to itself");
		}
		// No other JSON value ends with these bytes.
		InvalidField.unless(body.last(0) == '}', "", "must be a map or an object, not a plain value or a list");
		InvalidField.unless(body.last(1) != '{', "", "must have at least one field that is not null");
	}

	private static InvalidField invalid(JacksonException failure) {
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		String name = cause.getClass().getSimpleName();
		return new InvalidField(JsonPaths.describe(failure, ""),
				name.equals("LazyInitializationException")
						? "is not loaded, and its session has ended (" + name
								+ "); load it, or write a record of the fields that are needed"
						: "cannot be written as JSON (" + name + ")");
	}

}
