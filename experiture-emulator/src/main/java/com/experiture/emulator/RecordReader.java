package com.experiture.emulator;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Checks the records of a request against the schema of their object.
 */
final class RecordReader {

	private final CdpObject object;

	private final List<CdpField> fields;

	private final Map<String, Integer> positions = new HashMap<>();

	RecordReader(CdpObject object) {
		this.object = object;
		this.fields = object.fields();
		for (int i = 0; i < this.fields.size(); i++) {
			this.positions.put(this.fields.get(i).name(), i);
		}
	}

	/**
	 * Read a record.
	 * @param record the record as it was sent
	 * @param path its path in the request
	 * @param index its position in a batch, or -1 for a single record
	 * @param complete whether all required fields must be there
	 * @return the values by field
	 * @throws ApiProblem if the record does not fit the schema
	 */
	Row read(@Nullable Object record, String path, int index, boolean complete) {
		if (!(record instanceof Map<?, ?> members) || members.isEmpty()) {
			throw ApiProblem.invalid("A record must be an object with at least one property", place(path, index));
		}
		@Nullable Object[] values = new Object[this.fields.size()];
		for (Map.Entry<?, ?> member : members.entrySet()) {
			String name = String.valueOf(member.getKey());
			Integer position = this.positions.get(name);
			if (position == null) {
				throw ApiProblem.unknownField(place(path, index) + "." + name, this.object.name());
			}
			Object value = member.getValue();
			String reason = this.fields.get(position).refuses(value);
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

	@Nullable Integer position(String field) {
		return this.positions.get(field);
	}

	/**
	 * Turn a text of a file into a value of a field's type.
	 * @param field the field
	 * @param text the text
	 * @return the value, or the text itself if it is none
	 */
	Object parse(String field, String text) {
		Integer position = this.positions.get(field);
		if (position == null) {
			return text;
		}
		try {
			return switch (this.fields.get(position).type()) {
				case INTEGER -> Long.valueOf(text.strip());
				case NUMBER -> new BigDecimal(text.strip());
				case BOOLEAN -> text.strip().matches("(?i)true|false") ? (Object) Boolean.valueOf(text.strip()) : text;
				default -> text;
			};
		}
		catch (NumberFormatException ex) {
			return text;
		}
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
