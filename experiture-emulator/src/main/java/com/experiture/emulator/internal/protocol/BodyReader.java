package com.experiture.emulator.internal.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a request's body. A field that is missing, of the wrong type or out
 * of its documented bounds is rejected with its path.
 */
public final class BodyReader {

	private final Map<String, @Nullable Object> fields;

	private final String prefix;

	private final @Nullable BeyondDocumentation mark;

	BodyReader(Map<String, @Nullable Object> fields) {
		this(fields, "", null);
	}

	private BodyReader(Map<String, @Nullable Object> fields, String prefix, @Nullable BeyondDocumentation mark) {
		this.fields = fields;
		this.prefix = prefix;
		this.mark = mark;
	}

	/**
	 * Mark the rejections of the returned reader, because they are not documented.
	 * @param mark the mark
	 * @return a reader of the same fields
	 */
	public BodyReader assumed(BeyondDocumentation mark) {
		return new BodyReader(this.fields, this.prefix, mark);
	}

	/**
	 * Reject fields that the documentation does not list. For bodies that are documented
	 * in full.
	 * @param names the documented fields
	 * @return this
	 */
	public BodyReader only(String... names) {
		Set<String> known = Set.of(names);
		for (String name : this.fields.keySet()) {
			if (!known.contains(name)) {
				throw BeyondDocumentation.UNKNOWN_FIELD
					.mark(ApiProblem.invalid("The request has no such field", path(name)));
			}
		}
		return this;
	}

	public boolean has(String name) {
		return this.fields.get(name) != null;
	}

	public boolean contains(String name) {
		return this.fields.containsKey(name);
	}

	public @Nullable Object raw(String name) {
		return this.fields.get(name);
	}

	public String path(String name) {
		return this.prefix + name;
	}

	public String text(String name, int minimum, int maximum) {
		String text = optionalText(name, minimum, maximum);
		if (text == null) {
			throw refused(ApiProblem.invalid("A field is missing", path(name)));
		}
		return text;
	}

	public @Nullable String optionalText(String name, int minimum, int maximum) {
		Object value = this.fields.get(name);
		if (value == null) {
			return null;
		}
		if (value instanceof String text && length(text) >= minimum && length(text) <= maximum) {
			return text;
		}
		throw refused(ApiProblem.invalid("Must be a text of " + minimum + " to " + maximum + " characters", path(name),
				value));
	}

	public String oneOf(String name, String... values) {
		Object value = this.fields.get(name);
		if (value instanceof String text && List.of(values).contains(text)) {
			return text;
		}
		throw refused(ApiProblem.invalid("Must be one of " + String.join(", ", values), path(name), value));
	}

	public long number(String name, long defaultValue, long minimum, long maximum) {
		Object value = this.fields.get(name);
		if (value == null) {
			return defaultValue;
		}
		if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= minimum
				&& ((Number) value).longValue() <= maximum) {
			return ((Number) value).longValue();
		}
		throw refused(
				ApiProblem.invalid("Must be a whole number from " + minimum + " to " + maximum, path(name), value));
	}

	public boolean flag(String name) {
		Object value = this.fields.get(name);
		if (value == null || value instanceof Boolean) {
			return Boolean.TRUE.equals(value);
		}
		throw refused(ApiProblem.invalid("Must be true or false", path(name), value));
	}

	public List<?> list(String name, int minimum, int maximum) {
		Object value = this.fields.get(name);
		if (value == null && minimum == 0) {
			return List.of();
		}
		if (!(value instanceof List<?> list)) {
			throw refused(ApiProblem.invalid("Must be an array", path(name)));
		}
		if (list.size() < minimum || list.size() > maximum) {
			throw refused(ApiProblem.invalid("Must have " + minimum + " to " + maximum + " entries", path(name)));
		}
		return list;
	}

	/**
	 * Read a text of any length.
	 * @param name the field
	 * @return the text, or {@code null} if it is missing or null
	 */
	public @Nullable String optionalText(String name) {
		return optionalText(name, 0, Integer.MAX_VALUE);
	}

	public BodyReader object(String name) {
		return nested(this.fields.get(name), path(name));
	}

	// Whole characters: what the API counts is not documented.
	public static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	private ApiProblem refused(ApiProblem problem) {
		return (this.mark != null) ? this.mark.mark(problem) : problem;
	}

	/**
	 * Read an entry of an array of objects.
	 * @param value the entry
	 * @param path its path
	 * @return a reader of its fields
	 */
	@SuppressWarnings("unchecked")
	public BodyReader nested(@Nullable Object value, String path) {
		if (value instanceof Map<?, ?> object) {
			return new BodyReader((Map<String, @Nullable Object>) object, path + ".", this.mark);
		}
		throw refused(ApiProblem.invalid("Must be an object", path));
	}

	public Map<String, @Nullable Object> fields() {
		return this.fields;
	}

}
