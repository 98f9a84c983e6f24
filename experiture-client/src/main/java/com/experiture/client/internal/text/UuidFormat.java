package com.experiture.client.internal.text;

import java.util.UUID;

/**
 * Recognizes UUIDs in a text. They identify calls and jobs, so they are not masked.
 */
final class UuidFormat {

	private static final int LENGTH = 36;

	private UuidFormat() {
	}

	static boolean isUuid(String text, int from, int to) {
		if (to - from != LENGTH) {
			return false;
		}
		String candidate = text.substring(from, to);
		try {
			return UUID.fromString(candidate).toString().equalsIgnoreCase(candidate);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Return whether a part of a text belongs to a UUID.
	 */
	static boolean isWithinUuid(String text, int from, int to) {
		int start = from;
		while (start > 0 && from - start < LENGTH && isPartOfUuid(text.charAt(start - 1))) {
			start--;
		}
		int end = to;
		while (end < text.length() && end - start <= LENGTH && isPartOfUuid(text.charAt(end))) {
			end++;
		}
		return isUuid(text, start, end);
	}

	private static boolean isPartOfUuid(char c) {
		return c == '-' || Character.digit(c, 16) >= 0;
	}

}
