package com.experiture.client.internal.text;

import java.util.List;

/**
 * Masks e-mail addresses, also quoted, encoded and incomplete ones.
 */
final class MailMask {

	private static final List<String> ENCODED_AT_SIGNS = List.of("%40", "%2540", "&#64;", "&#x40;", "&commat;",
			"\\u0040");

	private final MaskedText text;

	private MailMask(MaskedText text) {
		this.text = text;
	}

	static void apply(MaskedText text) {
		new MailMask(text).apply();
	}

	private void apply() {
		for (int i = 0; i < this.text.length(); i++) {
			int length = atSign(i);
			if (length > 0) {
				int from = localPart(i);
				int to = domain(i + length);
				this.text.mask(from, to);
				i = Math.max(i, to - 1);
			}
		}
	}

	private int atSign(int at) {
		char c = this.text.charAt(at);
		if (c == '@' || c == '\uFF20' || c == '\uFE6B') {
			return 1;
		}
		for (String encoded : ENCODED_AT_SIGNS) {
			if (c == encoded.charAt(0) && this.text.text().regionMatches(true, at, encoded, 0, encoded.length())) {
				return encoded.length();
			}
		}
		return 0;
	}

	private int localPart(int at) {
		int i = (at > 0 && this.text.charAt(at - 1) == ' ') ? at - 1 : at;
		if (i > 0 && this.text.charAt(i - 1) == '"') {
			int quote = i - 2;
			while (quote >= 0 && !this.text.isMasked(quote) && !isQuote(quote)) {
				quote--;
			}
			return Math.max(quote, 0);
		}
		while (i > 0 && !this.text.isMasked(i - 1) && isPartOfAddress(i - 1)) {
			i--;
		}
		return i;
	}

	private boolean isQuote(int at) {
		return this.text.charAt(at) == '"' && (at == 0 || this.text.charAt(at - 1) != '\\');
	}

	private int domain(int from) {
		int i = (from < this.text.length() && this.text.charAt(from) == ' ') ? from + 1 : from;
		if (i < this.text.length() && this.text.charAt(i) == '[') {
			int end = this.text.text().indexOf(']', i);
			return (end >= 0) ? end + 1 : this.text.length();
		}
		while (i < this.text.length() && isPartOfAddress(i)) {
			i++;
		}
		return i;
	}

	// An apostrophe between letters is part of a name; elsewhere it quotes a text.
	private boolean isPartOfAddress(int at) {
		char c = this.text.charAt(at);
		if (c == '\'') {
			return at > 0 && Character.isLetterOrDigit(this.text.charAt(at - 1)) && at + 1 < this.text.length()
					&& Character.isLetterOrDigit(this.text.charAt(at + 1));
		}
		return " <>()[],;:\"".indexOf(c) < 0;
	}

}
