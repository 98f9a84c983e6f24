package com.experiture.client.metadata;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;

/**
 * Writes texts of a schema, which can be anything, into source code, so that they stay
 * texts.
 */
final class SourceText {

	private SourceText() {
	}

	/**
	 * Return a text for a comment.
	 * @param text the text, or {@code null}
	 * @return one line that neither ends nor begins a comment, and has no escape, tag or
	 * HTML; empty for none
	 */
	static String comment(@Nullable String text) {
		StringBuilder comment = new StringBuilder();
		String line = (text != null) ? String.valueOf(ServerText.text(text)) : "";
		for (char c : line.strip().toCharArray()) {
			switch (c) {
				case '&', '<', '>', '@', '*', '/', '\\', '{', '}', '[', ']', '`', '$' ->
					comment.append("&#").append((int) c).append(';');
				default -> comment.append(isPlain(c) ? c : ' ');
			}
		}
		return comment.toString();
	}

	/**
	 * Return a literal that both languages read alike.
	 * @param dollar what stands for a dollar sign
	 */
	static String literal(String text, String dollar) {
		StringBuilder literal = new StringBuilder("\"");
		for (char c : text.toCharArray()) {
			switch (c) {
				case '"' -> literal.append("\\\"");
				case '\\' -> literal.append("\\\\");
				case '\n' -> literal.append("\\n");
				case '\r' -> literal.append("\\r");
				case '$' -> literal.append(dollar);
				default -> {
					if (isPlain(c)) {
						literal.append(c);
					}
					else {
						literal.append(String.format("\\u%04X", (int) c));
					}
				}
			}
		}
		return literal.append('"').toString();
	}

	// Signs that cannot be seen, or that change the direction of text, are not.
	private static boolean isPlain(char c) {
		return (c >= ' ' && c < 0x7F) || (c > 0xA0 && Character.isLetterOrDigit(c) && !Character.isSurrogate(c));
	}

}
