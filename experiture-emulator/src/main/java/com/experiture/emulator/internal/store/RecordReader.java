package com.experiture.emulator.internal.store;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;

/**
 * Checks the records of a request against the schema of their object.
 */
public final class RecordReader {

	private final StoredSchema schema;

	private final List<SchemaField> fields;

	private final Map<String, Integer> positions = new HashMap<>();

	RecordReader(StoredSchema schema) {
		this.schema = schema;
		this.fields = schema.fields();
		for (int i = 0; i < this.fields.size(); i++) {
			this.positions.put(this.fields.get(i).name(), i);
		}
	}

	/**
	 * Read a record.
	 * @param record the record as it was sent
	 * @param path its path in the request
	 * @param index its position in a batch, or -1 for a single record
	 * @param complete whether all required fields must be present
	 * @return the values by field
	 * @throws ApiProblem if the record does not fit the schema
	 */
	public Row read(@Nullable Object record, String path, int index, boolean complete) {
		if (!(record instanceof Map<?, ?> fields) || fields.isEmpty()) {
			throw ApiProblem.invalid("A record must be an object with at least one property", place(path, index));
		}
		@Nullable Object[] values = new Object[this.fields.size()];
		for (Map.Entry<?, ?> field : fields.entrySet()) {
			String name = String.valueOf(field.getKey());
			Integer position = this.positions.get(name);
			if (position == null) {
				throw ApiProblem.unknownField(place(path, index) + "." + name, this.schema.name());
			}
			Object value = field.getValue();
			String reason = this.fields.get(position).reject(value);
			if (reason != null) {
				throw ApiProblem.invalid(reason, place(path, index) + "." + name, value);
			}
			values[position] = (value != null) ? immutable(value) : Row.CLEAR;
		}
		if (complete) {
			requireAll(values, path, index);
		}
		return new Row(values);
	}

	public @Nullable Integer position(String field) {
		return this.positions.get(field);
	}

	/**
	 * Turn a text of a file into a value of a field's type.
	 * @param field the field
	 * @param text the text
	 * @return the value, or the text itself if it is not of the type
	 */
	public Object parse(String field, String text) {
		Integer position = this.positions.get(field);
		return (position != null) ? this.fields.get(position).type().parse(text) : text;
	}

	private void requireAll(@Nullable Object[] values, String path, int index) {
		for (int i = 0; i < values.length; i++) {
			if (values[i] == null && !this.fields.get(i).nullable()) {
				throw ApiProblem.invalid("A required field is missing",
						place(path, index) + "." + this.fields.get(i).name());
			}
		}
	}

	private static String place(String path, int index) {
		return (index < 0) ? path : path + "[" + index + "]";
	}

	private static Object immutable(Object value) {
		if (value instanceof Map<?, ?> map) {
			return Collections.unmodifiableMap(map);
		}
		return (value instanceof List<?> list) ? Collections.unmodifiableList(list) : value;
	}

}
