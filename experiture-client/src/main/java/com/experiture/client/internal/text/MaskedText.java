package com.experiture.client.internal.text;

import java.util.BitSet;

/**
 * A text with parts that are masked.
 */
final class MaskedText {

	static final String MASK = "***";

	private final String text;

	private final BitSet masked;

	MaskedText(String text) {
		this.text = text;
		this.masked = new BitSet(text.length());
	}

	int length() {
		return this.text.length();
	}

	char charAt(int index) {
		return this.text.charAt(index);
	}

	/**
	 * Return the text as it is, without any mask.
	 */
	String text() {
		return this.text;
	}

	void mask(int from, int to) {
		this.masked.set(from, to);
	}

	boolean isMasked(int index) {
		return this.masked.get(index);
	}

	/**
	 * Return the text with its masked parts replaced.
	 * @param maxLength the length after which the text is truncated
	 */
	String toString(int maxLength) {
		StringBuilder result = new StringBuilder();
		int i = 0;
		while (i < this.text.length() && result.length() <= maxLength) {
			if (this.masked.get(i)) {
				result.append(MASK);
				i = this.masked.nextClearBit(i);
			}
			else {
				int c = this.text.codePointAt(i);
				result.appendCodePoint((Character.getType(c) == Character.SURROGATE) ? 0xFFFD : c);
				i += Character.charCount(c);
			}
		}
		boolean complete = i >= this.text.length() && this.text.length() < VisibleText.MAX_LENGTH
				&& result.length() <= maxLength;
		if (complete) {
			return result.toString();
		}
		int end = Math.min(result.length(), maxLength);
		if (end > 0 && Character.isHighSurrogate(result.charAt(end - 1))) {
			end--;
		}
		return result.substring(0, end) + "...";
	}

}
