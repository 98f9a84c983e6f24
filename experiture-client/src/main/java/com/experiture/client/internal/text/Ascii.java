package com.experiture.client.internal.text;

/**
 * The ASCII letters and digits. Identifiers and credentials consist of them.
 */
final class Ascii {

	private Ascii() {
	}

	static boolean isLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

}
