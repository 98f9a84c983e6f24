package com.experiture.client.internal.text;

import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The {@code toString()} of what may come from the API: names, numbers and states only,
 * each fit for a log line. Texts that people write, contents of records and fields that
 * are not known have no place in it.
 */
public final class Description {

	private static final int MOST_PARTS = 10;

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
	 * Add whether something holds.
	 * @param name the name of the field
	 * @param flag whether it holds
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
	 * Add how many things there are.
	 * @param name the name of the field
	 * @param things the things, which are not shown
	 * @return this description
	 */
	public Description size(String name, Collection<?> things) {
		return add(name, things.size());
	}

	/**
	 * Add something that describes itself like this.
	 * @param name the name of the field
	 * @param part the part
	 * @return this description
	 */
	public Description part(String name, @Nullable Object part) {
		return add(name, part);
	}

	/**
	 * Add the first few of things that describe themselves like this.
	 * @param name the name of the field
	 * @param parts the parts
	 * @return this description
	 */
	public Description parts(String name, List<?> parts) {
		String more = (parts.size() > MOST_PARTS) ? " and " + (parts.size() - MOST_PARTS) + " more" : "";
		return add(name, parts.subList(0, Math.min(parts.size(), MOST_PARTS)) + more);
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
