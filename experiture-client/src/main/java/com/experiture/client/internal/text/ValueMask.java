package com.experiture.client.internal.text;

import java.util.Collection;

/**
 * Masks the values that a message must not repeat, such as the value of an invalid field.
 */
final class ValueMask {

	// Enough characters of a value to recognize it.
	private static final int COMPARED = 128;

	private ValueMask() {
	}

	/**
	 * Replace values in the original text. They can be longer than the part of the text
	 * that is scanned, and the text continues after them.
	 */
	static String replaceValues(String text, Collection<String> values) {
		StringBuilder rest = new StringBuilder();
		int i = 0;
		while (i < text.length() && rest.length() < 2 * VisibleText.MAX_LENGTH) {
			int length = 0;
			for (String value : values) {
				if (text.regionMatches(true, i, value, 0, Math.min(value.length(), COMPARED))) {
					length = Math.max(length, value.length());
				}
			}
			if (length > 0) {
				rest.append(MaskedText.MASK);
				i += length;
			}
			else {
				rest.append(text.charAt(i));
				i++;
			}
		}
		return rest.toString();
	}

	/**
	 * Mask a value in the form in which only its visible characters remain.
	 */
	static void apply(MaskedText text, String value) {
		String searched = VisibleText.of(value);
		String head = searched.substring(0, Math.min(searched.length(), COMPARED));
		if (head.isEmpty()) {
			return;
		}
		for (int i = 0; i + head.length() <= text.length(); i++) {
			if (text.text().regionMatches(true, i, head, 0, head.length())) {
				int end = Math.min(text.length(), i + searched.length());
				text.mask(i, end);
				i = end - 1;
			}
		}
	}

}
