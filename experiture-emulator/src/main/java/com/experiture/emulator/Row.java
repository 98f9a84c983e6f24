package com.experiture.emulator;

import org.jspecify.annotations.Nullable;

/**
 * A stored record, or a change to one: one place per field of the schema, so that a
 * million small records fit into a test's heap.
 *
 * @param values the values; {@code null} where a stored record has none and where a
 * change leaves the field as it is
 */
record Row(@Nullable Object[] values) {

	/**
	 * Stands in a change for an explicit {@code null}, which clears the field.
	 */
	static final Object CLEAR = new Object();

	@Nullable Object value(int field) {
		Object value = this.values[field];
		return (value != CLEAR) ? value : null;
	}

	Row stored() {
		for (int i = 0; i < this.values.length; i++) {
			this.values[i] = value(i);
		}
		return this;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

	@Override
	public String toString() {
		return "Row";
	}

}
