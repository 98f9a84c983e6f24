package com.experiture.emulator.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * A stored record, or a change to one: an array with the value of each field of the
 * schema, so that a million small records fit into the heap of a test.
 *
 * @param values the values; {@code null} if a stored record has none, or if a change does
 * not concern the field
 */
public record Row(@Nullable Object[] values) {

	/**
	 * The value in a change for an explicit {@code null}, which clears the field.
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
