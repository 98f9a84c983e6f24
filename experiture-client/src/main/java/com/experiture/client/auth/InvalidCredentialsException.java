package com.experiture.client.auth;

import org.jspecify.annotations.Nullable;

/**
 * A client id or client secret is invalid. The message contains its name and the problem,
 * but never its value.
 */
public final class InvalidCredentialsException extends IllegalArgumentException {

	private InvalidCredentialsException(String message) {
		super(message);
	}

	/**
	 * Check a client id or client secret.
	 * @param name the name of the value
	 * @param value the value
	 * @throws InvalidCredentialsException if the value is empty or has characters that
	 * credentials do not have
	 */
	public static void check(String name, @Nullable String value) {
		String problem = (value == null || value.isBlank()) ? "must not be empty" : problem(value);
		if (problem != null) {
			throw new InvalidCredentialsException("'" + name + "' " + problem);
		}
	}

	/**
	 * Return the problem with the characters of a value. Typically, it is the line break
	 * at the end of a file: the token endpoint would reject the value without giving the
	 * reason.
	 * @param value the value
	 * @return the problem, or {@code null} if there is none
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
