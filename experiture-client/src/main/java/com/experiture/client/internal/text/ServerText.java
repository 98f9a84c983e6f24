package com.experiture.client.internal.text;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Cleans a text of a server for a message, a log line, a metric tag or a
 * {@code toString()}: the result is short, on one line, has no control or invisible
 * characters, and nothing that looks like an e-mail address, a phone or account number, a
 * credential or the query of a URL.
 * <p>
 * A server can send any text, so every step processes a bounded part of it in one pass.
 */
public final class ServerText {

	private static final int MAX_LENGTH = 200;

	private static final int MAX_NAME_LENGTH = 80;

	private ServerText() {
	}

	/**
	 * Clean a text with any content.
	 * @param text the text, or {@code null}
	 * @return at most 203 characters on one line
	 */
	public static @Nullable String text(@Nullable String text) {
		return text(text, List.of());
	}

	/**
	 * Clean a text with any content, and mask certain values.
	 * @param text the text, or {@code null}
	 * @param values the values that the result must not contain
	 * @return at most 203 characters on one line
	 */
	public static @Nullable String text(@Nullable String text, Collection<String> values) {
		return (text != null) ? clean(text, values, MAX_LENGTH) : null;
	}

	/**
	 * Clean an identifier. Up to 80 letters, digits and punctuation characters remain
	 * unchanged.
	 * @param id the identifier, or {@code null}
	 * @return the identifier, or the cleaned text if it does not look like an identifier
	 */
	public static @Nullable String id(@Nullable String id) {
		return (id == null || isName(id, false)) ? id : clean(id, List.of(), MAX_NAME_LENGTH);
	}

	/**
	 * Clean a code or a state. A letter followed by up to 79 letters, digits and
	 * punctuation characters remains unchanged.
	 * @param code the code, or {@code null}
	 * @return the code, or the cleaned text if it does not look like a code
	 */
	public static @Nullable String code(@Nullable String code) {
		return (code == null || isName(code, true)) ? code : clean(code, List.of(), MAX_NAME_LENGTH);
	}

	private static boolean isName(String name, boolean letterFirst) {
		if (name.isEmpty() || name.length() > MAX_NAME_LENGTH || (letterFirst && !Ascii.isLetter(name.charAt(0)))) {
			return name.isEmpty();
		}
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && "._:-".indexOf(c) < 0) {
				return false;
			}
		}
		return !CredentialMask.isJwt(name, 0);
	}

	private static String clean(String text, Collection<String> values, int maxLength) {
		MaskedText clean = new MaskedText(
				VisibleText.of(values.isEmpty() ? text : ValueMask.replaceValues(text, values)));
		values.forEach((value) -> ValueMask.apply(clean, value));
		UrlMask.apply(clean);
		MailMask.apply(clean);
		CredentialMask.apply(clean);
		NumberMask.apply(clean);
		return clean.toString(maxLength);
	}

}
