package com.experiture.client.internal.text;

/**
 * How a column of a file is named in messages: by its position and the file's own text,
 * with what is invisible in it made visible.
 */
public final class ColumnText {

	private static final int LONGEST = 60;

	private ColumnText() {
	}

	/**
	 * Return a name as it is quoted in a message. What looks like data of a person is
	 * masked: the first row of a file without a header is data.
	 */
	public static String quoted(String name) {
		StringBuilder text = new StringBuilder();
		int end = Math.min(name.length(), LONGEST);
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
		// The cleaning drops spaces at the ends, which are what the message is about.
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

	// Spaces of all kinds, no-break ones included, byte order marks and zero-width
	// characters.
	private static boolean isBlank(char c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT
				|| Character.getType(c) == Character.CONTROL;
	}

}
