package com.experiture.client.internal.imports;

/**
 * Checks whether bytes are UTF-8, one after the other (RFC 3629: neither overlong forms
 * nor surrogates).
 */
final class Utf8Decoder {

	private int missing;

	private int length;

	// The bounds of the next byte.
	private int least;

	private int greatest;

	/**
	 * Take the next byte.
	 * @return whether it continues a text that is UTF-8
	 */
	boolean accept(byte next) {
		int value = next & 0xFF;
		if (this.missing > 0) {
			boolean valid = value >= this.least && value <= this.greatest;
			if (valid) {
				this.missing--;
				this.length++;
				bounds(0x80, 0xBF);
			}
			return valid;
		}
		this.length = 0;
		return value < 0x80 || begin(value);
	}

	private boolean begin(int lead) {
		if (lead < 0xC2 || lead > 0xF4) {
			return false;
		}
		this.length = 1;
		this.missing = (lead < 0xE0) ? 1 : (lead < 0xF0) ? 2 : 3;
		switch (lead) {
			case 0xE0 -> bounds(0xA0, 0xBF);
			case 0xED -> bounds(0x80, 0x9F);
			case 0xF0 -> bounds(0x90, 0xBF);
			case 0xF4 -> bounds(0x80, 0x8F);
			default -> bounds(0x80, 0xBF);
		}
		return true;
	}

	private void bounds(int least, int greatest) {
		this.least = least;
		this.greatest = greatest;
	}

	/**
	 * Return whether no character is incomplete.
	 */
	boolean isComplete() {
		return this.missing == 0;
	}

	/**
	 * Return how many bytes of the last character were valid.
	 */
	int length() {
		return this.length;
	}

}
