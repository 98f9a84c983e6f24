package com.experiture.client.internal.encoding;

import org.jspecify.annotations.Nullable;

/**
 * Checks text in records, whichever serializer writes it.
 */
final class RecordText {

	static final String ZONELESS = "is a date-time without a zone, which the API rejects; use Instant, OffsetDateTime or"
			+ " ZonedDateTime, or text that ends with Z or an offset";

	static final String SURROGATE = "contains half of a surrogate pair, which is not a character and cannot be written"
			+ " as UTF-8; text was cut in the middle of a character, or read with the wrong encoding";

	private RecordText() {
	}

	/**
	 * Return what is wrong with a text.
	 * @param text the text
	 * @return the reason, or {@code null} if the text can be sent
	 */
	static @Nullable String problem(String text) {
		if (hasLoneSurrogate(text)) {
			return SURROGATE;
		}
		return isZonelessDateTime(text) ? ZONELESS : null;
	}

	/**
	 * Return whether there is a surrogate without its other half.
	 * @param text the text
	 * @return whether there is one
	 */
	static boolean hasLoneSurrogate(String text) {
		int length = text.length();
		for (int i = 0; i < length; i++) {
			if ((text.charAt(i) & 0xF800) == 0xD800) {
				return hasLoneSurrogate(text, i);
			}
		}
		return false;
	}

	private static boolean hasLoneSurrogate(String text, int from) {
		int length = text.length();
		for (int i = from; i < length; i++) {
			char c = text.charAt(i);
			if (Character.isSurrogate(c)) {
				i++;
				if (i == length || !Character.isSurrogatePair(c, text.charAt(i))) {
					return true;
				}
			}
		}
		return false;
	}

	// yyyy-MM-ddTHH:mm, then optional seconds and fraction, and nothing after them
	static boolean isZonelessDateTime(String text) {
		int length = text.length();
		if (length < 16 || length > 29) {
			return false;
		}
		char middle = text.charAt(10);
		if ((middle != 'T' && middle != ' ') || text.charAt(4) != '-' || text.charAt(7) != '-'
				|| text.charAt(13) != ':') {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			boolean separator = switch (i) {
				case 4, 7, 10, 13 -> true;
				case 16 -> c == ':';
				case 19 -> c == '.' || c == ',';
				default -> false;
			};
			if (!separator && (c < '0' || c > '9')) {
				return false;
			}
		}
		return length == 16 || length == 19 || length > 20;
	}

}
