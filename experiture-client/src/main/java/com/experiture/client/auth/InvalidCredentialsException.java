package com.experiture.client.auth;

import org.jspecify.annotations.Nullable;

/**
 * An id or a secret cannot be right. The message names it and what is wrong with it,
 * never its value.
 */
public final class InvalidCredentialsException extends IllegalArgumentException {

	private InvalidCredentialsException(String message) {
		super(message);
	}

	/**
	 * Refuse a value that is empty or has characters that no credential has.
	 * @param name the name of the value
	 * @param value the value
	 */
	public static void check(String name, @Nullable String value) {
		String problem = (value == null || value.isBlank()) ? "must not be empty" : problem(value);
		if (problem != null) {
			throw new InvalidCredentialsException("'" + name + "' " + problem);
		}
	}

	/**
	 * Return what is wrong with the characters of a value. The line break at the end of a
	 * file is the usual case: the token endpoint would reject the value without saying
	 * why.
	 * @param value the value
	 * @return what is wrong, or {@code null} if nothing is
	 */
	public static @Nullable String problem(String value) {
		if (value.endsWith("\n") || value.endsWith("\r")) {
			return "ends with a line break";
		}
		if (value.codePoints().anyMatch((c) -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)) {
			return "contains a control character";
		}
		boolean spaces = !value.isEmpty()
				&& (isSpace(value.codePointAt(0)) || isSpace(value.codePointBefore(value.length())));
		return spaces ? "begins or ends with whitespace" : null;
	}

	private static boolean isSpace(int c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c);
	}

}
