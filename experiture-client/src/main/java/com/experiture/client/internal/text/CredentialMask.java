package com.experiture.client.internal.text;

import java.util.Locale;
import java.util.Set;

/**
 * Masks credentials: tokens, and the values after names such as {@code password}.
 */
final class CredentialMask {

	private static final int MIN_CREDENTIAL_LENGTH = 24;

	private static final Set<String> NAMES = Set.of("bearer", "basic", "token", "secret", "password", "passwd", "pwd",
			"signature", "sig", "credential", "credentials", "authorization", "apikey", "cookie", "session", "jwt");

	private static final Set<String> KINDS_OF_KEYS = Set.of("api", "access", "secret", "private", "signing");

	private final MaskedText text;

	private CredentialMask(MaskedText text) {
		this.text = text;
	}

	static void apply(MaskedText text) {
		new CredentialMask(text).apply();
	}

	static boolean isJwt(String text, int from) {
		return text.startsWith("eyJ", from);
	}

	private void apply() {
		int i = 0;
		while (i < this.text.length()) {
			int end = i;
			while (end < this.text.length() && isPartOfCredential(this.text.charAt(end))) {
				end++;
			}
			if (end > i) {
				if (isJwt(this.text.text(), i) || isOpaque(i, end)) {
					this.text.mask(i, end);
				}
				maskNamedCredential(i, end);
			}
			i = end + 1;
		}
	}

	private static boolean isPartOfCredential(char c) {
		return Ascii.isLetter(c) || Ascii.isDigit(c) || "-_.~+/%=".indexOf(c) >= 0;
	}

	// Words and codes have few digits, and ids are recognized by their format.
	private boolean isOpaque(int from, int to) {
		if (to - from < MIN_CREDENTIAL_LENGTH || UuidFormat.isUuid(this.text.text(), from, to)) {
			return false;
		}
		int digits = 0;
		int letters = 0;
		for (int i = from; i < to; i++) {
			digits += Ascii.isDigit(this.text.charAt(i)) ? 1 : 0;
			letters += Ascii.isLetter(this.text.charAt(i)) ? 1 : 0;
		}
		return digits > 2 && letters > 2;
	}

	// For example "Bearer x", "token=x" and "X-Amz-Signature: x"
	private void maskNamedCredential(int from, int to) {
		String before = "";
		int start = from;
		for (int i = from; i <= to; i++) {
			if (i < to && Ascii.isLetter(this.text.charAt(i))) {
				continue;
			}
			String word = this.text.text().substring(start, i).toLowerCase(Locale.ROOT);
			if (NAMES.contains(word) || (word.equals("key") && KINDS_OF_KEYS.contains(before))) {
				maskAfterName(i, word);
			}
			before = word;
			start = i + 1;
		}
	}

	private void maskAfterName(int nameEnd, String name) {
		int from = nameEnd;
		boolean assigned = false;
		while (from < this.text.length() && " \"'=:".indexOf(this.text.charAt(from)) >= 0) {
			assigned |= "=:".indexOf(this.text.charAt(from)) >= 0;
			from++;
		}
		int to = from;
		boolean letters = true;
		while (to < this.text.length() && " \"',;&<>".indexOf(this.text.charAt(to)) < 0) {
			letters &= Ascii.isLetter(this.text.charAt(to));
			to++;
		}
		boolean credential = assigned || name.equals("bearer") || (name.equals("basic") && !letters);
		if (credential && from > nameEnd) {
			this.text.mask(from, to);
		}
	}

}
