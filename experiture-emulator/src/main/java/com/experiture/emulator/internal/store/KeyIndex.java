package com.experiture.emulator.internal.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The rows by the value of one identity key. After appends, several rows can have the
 * same value; the oldest of them matches. Nearly all values have one row, which is stored
 * without a list.
 */
final class KeyIndex {

	private final Map<Object, Object> rows = new HashMap<>();

	@SuppressWarnings("unchecked")
	void add(@Nullable Object value, Row row) {
		if (value == null) {
			return;
		}
		Object present = this.rows.putIfAbsent(value, row);
		if (present instanceof Row first) {
			this.rows.put(value, new ArrayList<>(List.of(first, row)));
		}
		else if (present != null) {
			((List<Row>) present).add(row);
		}
	}

	void remove(@Nullable Object value, Row row) {
		Object present = this.rows.get(value);
		if (present == row) {
			this.rows.remove(value);
		}
		else if (present instanceof List<?> several) {
			several.remove(row);
			if (several.isEmpty()) {
				this.rows.remove(value);
			}
		}
	}

	@Nullable Row first(Object value) {
		Object present = this.rows.get(value);
		return (present instanceof List<?> several) ? (Row) several.get(0) : (Row) present;
	}

	void clear() {
		this.rows.clear();
	}

}
