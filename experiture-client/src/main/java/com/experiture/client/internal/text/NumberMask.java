package com.experiture.client.internal.text;

/**
 * Masks phone, account and card numbers. Numbers that explain an error have fewer digits.
 */
final class NumberMask {

	private static final int MIN_DIGITS = 6;

	private static final int MAX_INDEX_DIGITS = 9;

	private static final int MAX_PREFIX_LETTERS = 4;

	private static final int MAX_GAP = 3;

	private final MaskedText text;

	private NumberMask(MaskedText text) {
		this.text = text;
	}

	static void apply(MaskedText text) {
		new NumberMask(text).apply();
	}

	private void apply() {
		int i = 0;
		while (i < this.text.length()) {
			if (!Character.isDigit(this.text.charAt(i))) {
				i++;
				continue;
			}
			int digits = 0;
			int end = i;
			int gap = 0;
			for (int j = i; j < this.text.length() && gap <= MAX_GAP; j++) {
				char c = this.text.charAt(j);
				if (Character.isDigit(c)) {
					digits++;
					gap = 0;
					end = j + 1;
				}
				else if (" -./()\u2010\u2011\u2012\u2013".indexOf(c) >= 0) {
					gap++;
				}
				else {
					break;
				}
			}
			if (digits >= MIN_DIGITS && !UuidFormat.isWithinUuid(this.text.text(), i, end) && !isIndex(i, end)) {
				maskWord(i, end);
			}
			i = end;
		}
	}

	// The country code of an account number and the letters of an id belong to the
	// number.
	private void maskWord(int from, int to) {
		int start = from;
		while (start > 0 && from - start < MAX_PREFIX_LETTERS && Ascii.isLetter(this.text.charAt(start - 1))) {
			start--;
		}
		while (start > 0 && "+(".indexOf(this.text.charAt(start - 1)) >= 0) {
			start--;
		}
		int end = to;
		while (end < this.text.length() && Character.isLetterOrDigit(this.text.charAt(end))) {
			end++;
		}
		this.text.mask(start, end);
	}

	private boolean isIndex(int from, int to) {
		return to - from <= MAX_INDEX_DIGITS && from > 0 && this.text.charAt(from - 1) == '[' && to < this.text.length()
				&& this.text.charAt(to) == ']';
	}

}
