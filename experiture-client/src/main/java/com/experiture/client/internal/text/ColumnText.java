package com.experiture.client.internal.text;

/**
 * The name of a column of a file in messages: the text of the file with its invisible
 * characters made visible.
 */
public final class ColumnText {

	private static final int MAX_LENGTH = 60;

	private ColumnText() {
	}

	/**
	 * Return a name as it is quoted in a message. Text that looks like personal data is
	 * masked, because the first row of a file without a header is data.
	 */
	public static String quoted(String name) {
		StringBuilder text = new StringBuilder();
		int end = Math.min(name.length(), MAX_LENGTH);
		for (int i = 0; i < end; i++) {
			char c = name.charAt(i);
			switch (Character.getType(c)) {
				case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
						Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
					text.append(String.format("\\u%04X", (int) c));
				case Character.SPACE_SEPARATOR -> text.append((c == ' ') ? " " : String.format("\\u%04X", (int) c));
				default -> text.append(c);
			}
		}
		String visible = text.toString();
		// Cleaning removes the spaces at both ends, which the message is meant to show.
		String masked = String.valueOf(ServerText.text(visible));
		boolean clean = masked.equals(visible.strip().replaceAll(" +", " "));
		return '"' + (clean ? visible : masked) + ((end < name.length()) ? "..." : "") + '"';
	}

	/**
	 * Return a name without the spaces and invisible characters around it.
	 */
	public static String trimmed(String name) {
		int from = 0;
		int to = name.length();
		while (from < to && isBlank(name.charAt(from))) {
			from++;
		}
		while (to > from && isBlank(name.charAt(to - 1))) {
			to--;
		}
		return name.substring(from, to);
	}

	// Includes no-break spaces, byte order marks and zero-width characters.
	private static boolean isBlank(char c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT
				|| Character.getType(c) == Character.CONTROL;
	}

}
