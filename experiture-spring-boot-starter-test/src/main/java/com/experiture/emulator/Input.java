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

	Input(Map<String, @Nullable Object> members) {
		this(members, "");
	}

	private Input(Map<String, @Nullable Object> members, String prefix) {
		this.members = members;
		this.prefix = prefix;
	}

	/**
	 * Refuse members that the contract does not list. Used where the body is documented
	 * in full; assumed to be what the service does.
	 * @param names the documented members
	 * @return this
	 */
	Input only(String... names) {
		Set<String> known = Set.of(names);
		for (String name : this.members.keySet()) {
			if (!known.contains(name)) {
				throw ApiProblem.invalid("The request has no such member", path(name));
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
			throw ApiProblem.invalid("A member is missing", path(name));
		}
		return text;
	}

	@Nullable String optionalText(String name, int minimum, int maximum) {
		Object value = this.members.get(name);
		if (value == null) {
			return null;
		}
		if (value instanceof String text && text.length() >= minimum && text.length() <= maximum) {
			return text;
		}
		throw ApiProblem.invalid("Must be a text of " + minimum + " to " + maximum + " characters", path(name), value);
	}

	String oneOf(String name, String... values) {
		Object value = this.members.get(name);
		if (value instanceof String text && List.of(values).contains(text)) {
			return text;
		}
		throw ApiProblem.invalid("Must be one of " + String.join(", ", values), path(name), value);
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
		throw ApiProblem.invalid("Must be a whole number from " + minimum + " to " + maximum, path(name), value);
	}

	boolean flag(String name) {
		Object value = this.members.get(name);
		if (value == null || value instanceof Boolean) {
			return Boolean.TRUE.equals(value);
		}
		throw ApiProblem.invalid("Must be true or false", path(name), value);
	}

	List<?> list(String name, int minimum, int maximum) {
		Object value = this.members.get(name);
		if (value == null && minimum == 0) {
			return List.of();
		}
		if (!(value instanceof List<?> list)) {
			throw ApiProblem.invalid("Must be an array", path(name));
		}
		if (list.size() < minimum || list.size() > maximum) {
			throw ApiProblem.invalid("Must have " + minimum + " to " + maximum + " entries", path(name));
		}
		return list;
	}

	Input object(String name) {
		return nested(this.members.get(name), path(name));
	}

	/**
	 * Read an entry of an array of objects.
	 * @param value the entry
	 * @param path its path
	 * @return its members
	 */
	@SuppressWarnings("unchecked")
	static Input nested(@Nullable Object value, String path) {
		if (value instanceof Map<?, ?> object) {
			return new Input((Map<String, @Nullable Object>) object, path + ".");
		}
		throw ApiProblem.invalid("Must be an object", path);
	}

	Map<String, @Nullable Object> members() {
		return this.members;
	}

}
