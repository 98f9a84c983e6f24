package com.experiture.client.internal.text;

/**
 * The visible characters of a text on one line. Separators become a space. Invisible
 * characters are removed, so that they do not hide anything from the masks.
 */
final class VisibleText {

	/**
	 * The length after which a text is truncated. It is longer than the result of
	 * {@link ServerText}: texts are truncated again after masking, so that no part of an
	 * e-mail address remains.
	 */
	static final int MAX_LENGTH = 2048;

	/** The longest part of a single word that a truncated text loses at its end. */
	static final int MAX_WORD_LENGTH = 128;

	private static final int ESCAPE = 0x1B;

	private static final int CONTROL_SEQUENCE = 0x9B;

	private VisibleText() {
	}

	static String of(String text) {
		StringBuilder visible = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
		int i = 0;
		while (i < text.length() && i < 2 * MAX_LENGTH && visible.length() < MAX_LENGTH) {
			int c = text.codePointAt(i);
			i += Character.charCount(c);
			if (c == ESCAPE || c == CONTROL_SEQUENCE) {
				i = skipControlSequence(text, i, c);
			}
			switch (Character.getType(c)) {
				case Character.CONTROL, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
						Character.PARAGRAPH_SEPARATOR -> {
					if (!visible.isEmpty() && visible.charAt(visible.length() - 1) != ' ') {
						visible.append(' ');
					}
				}
				case Character.FORMAT -> {
				}
				case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> visible.append('\uFFFD');
				default -> visible.appendCodePoint(c);
			}
		}
		if (i < text.length()) {
			int lastSpace = visible.lastIndexOf(" ");
			visible.setLength(Math.max(Math.max(lastSpace, visible.length() - MAX_WORD_LENGTH), 0));
		}
		return visible.toString().strip();
	}

	// A control sequence of a terminal has parameters and one final letter.
	private static int skipControlSequence(String text, int from, int first) {
		int i = from;
		if (first == ESCAPE) {
			if (i == text.length() || text.charAt(i) != '[') {
				return i;
			}
			i++;
		}
		int longest = Math.min(text.length(), i + 32);
		while (i < longest && text.charAt(i) >= 0x20 && text.charAt(i) < 0x40) {
			i++;
		}
		return (i < longest && text.charAt(i) >= 0x40 && text.charAt(i) < 0x7F) ? i + 1 : i;
	}

}
