package com.experiture.client.internal.text;

import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Builds the {@code toString()} of values that can come from the API: names, numbers and
 * states only, each suitable for a log line. It must not contain texts written by people,
 * the content of records or unknown fields.
 */
public final class Description {

	private static final int MAX_PARTS = 10;

	private final StringBuilder text;

	private boolean empty = true;

	private Description(String name) {
		this.text = new StringBuilder(name).append('[');
	}

	/**
	 * Start a description.
	 * @param name the name of the type
	 * @return an empty description
	 */
	public static Description of(String name) {
		return new Description(name);
	}

	/**
	 * Add an identifier.
	 * @param name the name of the field
	 * @param id the identifier as the API wrote it
	 * @return this description
	 */
	public Description id(String name, @Nullable String id) {
		return add(name, ServerText.id(id));
	}

	/**
	 * Add a code, a state or the name of a part of the schema.
	 * @param name the name of the field
	 * @param code the code as the API wrote it
	 * @return this description
	 */
	public Description code(String name, @Nullable String code) {
		return add(name, ServerText.code(code));
	}

	/**
	 * Add a path to a part of a document.
	 * @param name the name of the field
	 * @param path the path as the API wrote it
	 * @return this description
	 */
	public Description path(String name, @Nullable String path) {
		return add(name, ServerText.text(path));
	}

	/**
	 * Add a number.
	 * @param name the name of the field
	 * @param number the number
	 * @return this description
	 */
	public Description number(String name, @Nullable Number number) {
		return add(name, number);
	}

	/**
	 * Add a boolean.
	 * @param name the name of the field
	 * @param flag the boolean
	 * @return this description
	 */
	public Description flag(String name, @Nullable Boolean flag) {
		return add(name, flag);
	}

	/**
	 * Add a date or a time.
	 * @param name the name of the field
	 * @param time the time
	 * @return this description
	 */
	public Description time(String name, @Nullable Temporal time) {
		return add(name, time);
	}

	/**
	 * Add the size of a collection.
	 * @param name the name of the field
	 * @param items the items, which are not shown
	 * @return this description
	 */
	public Description size(String name, Collection<?> items) {
		return add(name, items.size());
	}

	/**
	 * Add a part whose {@code toString()} is built by this class as well.
	 * @param name the name of the field
	 * @param part the part
	 * @return this description
	 */
	public Description part(String name, @Nullable Object part) {
		return add(name, part);
	}

	/**
	 * Add the first 10 parts whose {@code toString()} is built by this class as well.
	 * @param name the name of the field
	 * @param parts the parts
	 * @return this description
	 */
	public Description parts(String name, List<?> parts) {
		String more = (parts.size() > MAX_PARTS) ? " and " + (parts.size() - MAX_PARTS) + " more" : "";
		return add(name, parts.subList(0, Math.min(parts.size(), MAX_PARTS)) + more);
	}

	private Description add(String name, @Nullable Object value) {
		this.text.append(this.empty ? "" : ", ").append(name).append('=').append(value);
		this.empty = false;
		return this;
	}

	@Override
	public String toString() {
		return this.text + "]";
	}

}
