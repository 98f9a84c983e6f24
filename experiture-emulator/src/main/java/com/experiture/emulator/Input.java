package com.experiture.emulator;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a request's body. Whatever is missing, of the wrong type or out of
 * its documented bounds is refused with the path of the member.
 */
final class Input {

	private final Map<String, @Nullable Object> members;

	private final String prefix;

	private final @Nullable BeyondDocumentation mark;

	Input(Map<String, @Nullable Object> members) {
		this(members, "", null);
	}

	private Input(Map<String, @Nullable Object> members, String prefix, @Nullable BeyondDocumentation mark) {
		this.members = members;
		this.prefix = prefix;
		this.mark = mark;
	}

	/**
	 * Mark whatever is refused from now on, for what is not documented.
	 * @param mark the mark
	 * @return the same members
	 */
	Input assumed(BeyondDocumentation mark) {
		return new Input(this.members, this.prefix, mark);
	}

	/**
	 * Refuse members that the documentation does not list. Used if the body is documented
	 * in full.
	 * @param names the documented members
	 * @return this
	 */
	Input only(String... names) {
		Set<String> known = Set.of(names);
		for (String name : this.members.keySet()) {
			if (!known.contains(name)) {
				throw BeyondDocumentation.UNKNOWN_FIELD
					.mark(ApiProblem.invalid("The request has no such member", path(name)));
			}
		}
		return this;
	}

	boolean has(String name) {
		return this.members.get(name) != null;
	}

	boolean mentions(String name) {
		return this.members.containsKey(name);
	}

	@Nullable Object raw(String name) {
		return this.members.get(name);
	}

	String path(String name) {
		return this.prefix + name;
	}

	String text(String name, int minimum, int maximum) {
		String text = optionalText(name, minimum, maximum);
		if (text == null) {
			throw refused(ApiProblem.invalid("A member is missing", path(name)));
		}
		return text;
	}

	@Nullable String optionalText(String name, int minimum, int maximum) {
		Object value = this.members.get(name);
		if (value == null) {
			return null;
		}
		if (value instanceof String text && length(text) >= minimum && length(text) <= maximum) {
			return text;
		}
		throw refused(ApiProblem.invalid("Must be a text of " + minimum + " to " + maximum + " characters", path(name),
				value));
	}

	String oneOf(String name, String... values) {
		Object value = this.members.get(name);
		if (value instanceof String text && List.of(values).contains(text)) {
			return text;
		}
		throw refused(ApiProblem.invalid("Must be one of " + String.join(", ", values), path(name), value));
	}

	long number(String name, long defaultValue, long minimum, long maximum) {
		Object value = this.members.get(name);
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

	boolean flag(String name) {
		Object value = this.members.get(name);
		if (value == null || value instanceof Boolean) {
			return Boolean.TRUE.equals(value);
		}
		throw refused(ApiProblem.invalid("Must be true or false", path(name), value));
	}

	List<?> list(String name, int minimum, int maximum) {
		Object value = this.members.get(name);
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
	 * @param name the member
	 * @return the text, or {@code null} if it is missing or null
	 */
	@Nullable String optionalText(String name) {
		return optionalText(name, 0, Integer.MAX_VALUE);
	}

	Input object(String name) {
		return nested(this.members.get(name), path(name));
	}

	// Whole characters: what the API counts is not documented.
	static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	private ApiProblem refused(ApiProblem problem) {
		return (this.mark != null) ? this.mark.mark(problem) : problem;
	}

	/**
	 * Read an entry of an array of objects.
	 * @param value the entry
	 * @param path its path
	 * @return its members
	 */
	@SuppressWarnings("unchecked")
	Input nested(@Nullable Object value, String path) {
		if (value instanceof Map<?, ?> object) {
			return new Input((Map<String, @Nullable Object>) object, path + ".", this.mark);
		}
		throw refused(ApiProblem.invalid("Must be an object", path));
	}

	Map<String, @Nullable Object> members() {
		return this.members;
	}

}
