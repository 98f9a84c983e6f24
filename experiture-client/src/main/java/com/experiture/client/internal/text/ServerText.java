package com.experiture.client.internal.text;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Makes a text of a server fit for a message, a log line, a metric tag or a
 * {@code toString()}: short, on one line, without control and invisible characters, and
 * without what looks like an e-mail address, a phone or account number, a credential or
 * the query of an address.
 * <p>
 * A server can send any text, so every step looks at a bounded part of it, in one pass.
 */
public final class ServerText {

	private static final int MAX_LENGTH = 200;

	private static final int MAX_NAME_LENGTH = 80;

	// Texts are cut after they were masked, so that no half of an address is left over.
	private static final int SCANNED = 2048;

	// Enough of the value at fault to know it again.
	private static final int COMPARED = 128;

	private static final int FEWEST_DIGITS = 6;

	private static final int SHORTEST_CREDENTIAL = 24;

	private static final int UUID_LENGTH = 36;

	private static final String MASK = "***";

	private static final Set<String> CREDENTIALS = Set.of("bearer", "basic", "token", "secret", "password", "passwd",
			"pwd", "signature", "sig", "credential", "credentials", "authorization", "apikey", "cookie", "session",
			"jwt");

	private static final Set<String> KINDS_OF_KEYS = Set.of("api", "access", "secret", "private", "signing");

	private final String text;

	private final BitSet masked;

	private ServerText(String text) {
		this.text = text;
		this.masked = new BitSet(text.length());
	}

	/**
	 * Return a text that may say anything.
	 * @param text the text, {@code null} for none
	 * @return at most 203 characters on one line
	 */
	public static @Nullable String text(@Nullable String text) {
		return text(text, List.of());
	}

	/**
	 * Return a text that may say anything but certain values.
	 * @param text the text, {@code null} for none
	 * @param values the values that the text must not repeat
	 * @return at most 203 characters on one line
	 */
	public static @Nullable String text(@Nullable String text, Collection<String> values) {
		return (text != null) ? clean(text, values, MAX_LENGTH) : null;
	}

	/**
	 * Return an identifier: of up to 80 letters, digits and signs it stays as it is.
	 * @param id the identifier, {@code null} for none
	 * @return the identifier, or the text of what is no identifier
	 */
	public static @Nullable String id(@Nullable String id) {
		return (id == null || isName(id, false)) ? id : clean(id, List.of(), MAX_NAME_LENGTH);
	}

	/**
	 * Return a code or a state: of up to 80 letters, digits and signs, with a letter
	 * first, it stays as it is.
	 * @param code the code, {@code null} for none
	 * @return the code, or the text of what is no code
	 */
	public static @Nullable String code(@Nullable String code) {
		return (code == null || isName(code, true)) ? code : clean(code, List.of(), MAX_NAME_LENGTH);
	}

	private static boolean isName(String name, boolean letterFirst) {
		if (name.isEmpty() || name.length() > MAX_NAME_LENGTH || (letterFirst && !isAsciiLetter(name.charAt(0)))) {
			return name.isEmpty();
		}
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (!isAsciiLetter(c) && !isAsciiDigit(c) && "._:-".indexOf(c) < 0) {
				return false;
			}
		}
		return !isJwt(name, 0);
	}

	private static String clean(String text, Collection<String> values, int maxLength) {
		String visible = visible(values.isEmpty() ? text : without(text, values));
		ServerText clean = new ServerText(visible);
		values.forEach(clean::maskValue);
		clean.maskAddresses();
		clean.maskMail();
		clean.maskCredentials();
		clean.maskNumbers();
		return clean.toString(maxLength);
	}

	// Values may be longer than what is scanned, and the text goes on behind them.
	private static String without(String text, Collection<String> values) {
		StringBuilder rest = new StringBuilder();
		int i = 0;
		while (i < text.length() && rest.length() < 2 * SCANNED) {
			int length = 0;
			for (String value : values) {
				if (text.regionMatches(true, i, value, 0, Math.min(value.length(), COMPARED))) {
					length = Math.max(length, value.length());
				}
			}
			if (length > 0) {
				rest.append(MASK);
				i += length;
			}
			else {
				rest.append(text.charAt(i));
				i++;
			}
		}
		return rest.toString();
	}

	// What separates becomes a space, what is invisible is left out, so that it hides
	// nothing from the other steps.
	private static String visible(String text) {
		StringBuilder visible = new StringBuilder(Math.min(text.length(), SCANNED));
		int i = 0;
		while (i < text.length() && i < 2 * SCANNED && visible.length() < SCANNED) {
			int c = text.codePointAt(i);
			i += Character.charCount(c);
			if (c == 0x1B || c == 0x9B) {
				i = behindEscape(text, i, c);
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
			visible.setLength(Math.max(Math.max(lastSpace, visible.length() - COMPARED), 0));
		}
		return visible.toString().strip();
	}

	// The rest of a command to a terminal: parameters and one final letter.
	private static int behindEscape(String text, int from, int escape) {
		int i = from;
		if (escape == 0x1B) {
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

	private void maskValue(String value) {
		String searched = visible(value);
		String head = searched.substring(0, Math.min(searched.length(), COMPARED));
		if (head.isEmpty()) {
			return;
		}
		for (int i = 0; i + head.length() <= this.text.length(); i++) {
			if (this.text.regionMatches(true, i, head, 0, head.length())) {
				int end = Math.min(this.text.length(), i + searched.length());
				this.masked.set(i, end);
				i = end - 1;
			}
		}
	}

	// Behind the ? of an address comes whatever is secret of it.
	private void maskAddresses() {
		int scheme = this.text.indexOf("://");
		while (scheme >= 0) {
			int end = scheme;
			while (end < this.text.length() && this.text.charAt(end) != ' ') {
				end++;
			}
			for (int i = scheme; i < end; i++) {
				if (this.text.charAt(i) == '?' || this.text.charAt(i) == '#' || this.text.charAt(i) == ';') {
					this.masked.set(i + 1, end);
					break;
				}
			}
			scheme = this.text.indexOf("://", end);
		}
	}

	private void maskMail() {
		for (int i = 0; i < this.text.length(); i++) {
			int length = atSign(i);
			if (length > 0) {
				int from = localPart(i);
				int to = domain(i + length);
				this.masked.set(from, to);
				i = Math.max(i, to - 1);
			}
		}
	}

	private int atSign(int at) {
		char c = this.text.charAt(at);
		if (c == '@' || c == '\uFF20' || c == '\uFE6B') {
			return 1;
		}
		for (String encoded : List.of("%40", "%2540", "&#64;", "&#x40;", "&commat;", "\\u0040")) {
			if (c == encoded.charAt(0) && this.text.regionMatches(true, at, encoded, 0, encoded.length())) {
				return encoded.length();
			}
		}
		return 0;
	}

	private int localPart(int at) {
		int i = (at > 0 && this.text.charAt(at - 1) == ' ') ? at - 1 : at;
		if (i > 0 && this.text.charAt(i - 1) == '"') {
			int quote = i - 2;
			while (quote >= 0 && !this.masked.get(quote) && !isQuote(quote)) {
				quote--;
			}
			return Math.max(quote, 0);
		}
		while (i > 0 && !this.masked.get(i - 1) && isPartOfAddress(i - 1)) {
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
			int end = this.text.indexOf(']', i);
			return (end >= 0) ? end + 1 : this.text.length();
		}
		while (i < this.text.length() && isPartOfAddress(i)) {
			i++;
		}
		return i;
	}

	// An apostrophe belongs to a name, and quotes a text elsewhere.
	private boolean isPartOfAddress(int at) {
		char c = this.text.charAt(at);
		if (c == '\'') {
			return at > 0 && Character.isLetterOrDigit(this.text.charAt(at - 1)) && at + 1 < this.text.length()
					&& Character.isLetterOrDigit(this.text.charAt(at + 1));
		}
		return " <>()[],;:\"".indexOf(c) < 0;
	}

	private void maskCredentials() {
		int i = 0;
		while (i < this.text.length()) {
			int end = i;
			while (end < this.text.length() && isPartOfCredential(this.text.charAt(end))) {
				end++;
			}
			if (end > i) {
				if (isJwt(this.text, i) || isOpaque(i, end)) {
					this.masked.set(i, end);
				}
				maskNamedCredential(i, end);
			}
			i = end + 1;
		}
	}

	private static boolean isPartOfCredential(char c) {
		return isAsciiLetter(c) || isAsciiDigit(c) || "-_.~+/%=".indexOf(c) >= 0;
	}

	private static boolean isJwt(String text, int from) {
		return text.startsWith("eyJ", from);
	}

	// Words and codes have few digits, ids are known by their form.
	private boolean isOpaque(int from, int to) {
		if (to - from < SHORTEST_CREDENTIAL || isUuid(from, to)) {
			return false;
		}
		int digits = 0;
		int letters = 0;
		for (int i = from; i < to; i++) {
			digits += isAsciiDigit(this.text.charAt(i)) ? 1 : 0;
			letters += isAsciiLetter(this.text.charAt(i)) ? 1 : 0;
		}
		return digits > 2 && letters > 2;
	}

	// Such as "Bearer x", "token=x" and "X-Amz-Signature: x"
	private void maskNamedCredential(int from, int to) {
		String before = "";
		int start = from;
		for (int i = from; i <= to; i++) {
			if (i < to && isAsciiLetter(this.text.charAt(i))) {
				continue;
			}
			String word = this.text.substring(start, i).toLowerCase(Locale.ROOT);
			if (CREDENTIALS.contains(word) || (word.equals("key") && KINDS_OF_KEYS.contains(before))) {
				maskCredentialBehind(i, word);
			}
			before = word;
			start = i + 1;
		}
	}

	private void maskCredentialBehind(int name, String word) {
		int from = name;
		boolean assigned = false;
		while (from < this.text.length() && " \"'=:".indexOf(this.text.charAt(from)) >= 0) {
			assigned |= "=:".indexOf(this.text.charAt(from)) >= 0;
			from++;
		}
		int to = from;
		boolean letters = true;
		while (to < this.text.length() && " \"',;&<>".indexOf(this.text.charAt(to)) < 0) {
			letters &= isAsciiLetter(this.text.charAt(to));
			to++;
		}
		boolean credential = assigned || word.equals("bearer") || (word.equals("basic") && !letters);
		if (credential && from > name) {
			this.masked.set(from, to);
		}
	}

	// Phone numbers, accounts, cards: nothing that explains an error has so many digits.
	private void maskNumbers() {
		int i = 0;
		while (i < this.text.length()) {
			if (!Character.isDigit(this.text.charAt(i))) {
				i++;
				continue;
			}
			int digits = 0;
			int end = i;
			int gap = 0;
			for (int j = i; j < this.text.length() && gap <= 3; j++) {
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
			if (digits >= FEWEST_DIGITS && !isWithinUuid(i, end) && !isIndex(i, end)) {
				maskWord(i, end);
			}
			i = end;
		}
	}

	// The country of an account number and the letters of an id go with their digits.
	private void maskWord(int from, int to) {
		int start = from;
		while (start > 0 && from - start < 4 && (isAsciiLetter(this.text.charAt(start - 1)))) {
			start--;
		}
		while (start > 0 && "+(".indexOf(this.text.charAt(start - 1)) >= 0) {
			start--;
		}
		int end = to;
		while (end < this.text.length() && Character.isLetterOrDigit(this.text.charAt(end))) {
			end++;
		}
		this.masked.set(start, end);
	}

	private boolean isIndex(int from, int to) {
		return to - from <= 9 && from > 0 && this.text.charAt(from - 1) == '[' && to < this.text.length()
				&& this.text.charAt(to) == ']';
	}

	private boolean isWithinUuid(int from, int to) {
		int start = from;
		while (start > 0 && from - start < UUID_LENGTH && isPartOfUuid(this.text.charAt(start - 1))) {
			start--;
		}
		int end = to;
		while (end < this.text.length() && end - start <= UUID_LENGTH && isPartOfUuid(this.text.charAt(end))) {
			end++;
		}
		return isUuid(start, end);
	}

	private boolean isUuid(int from, int to) {
		if (to - from != UUID_LENGTH) {
			return false;
		}
		String candidate = this.text.substring(from, to);
		try {
			return UUID.fromString(candidate).toString().equalsIgnoreCase(candidate);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean isPartOfUuid(char c) {
		return c == '-' || Character.digit(c, 16) >= 0;
	}

	private static boolean isAsciiLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

	private static boolean isAsciiDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private String toString(int maxLength) {
		StringBuilder result = new StringBuilder();
		int i = 0;
		while (i < this.text.length() && result.length() <= maxLength) {
			if (this.masked.get(i)) {
				result.append(MASK);
				i = this.masked.nextClearBit(i);
			}
			else {
				int c = this.text.codePointAt(i);
				result.appendCodePoint((Character.getType(c) == Character.SURROGATE) ? 0xFFFD : c);
				i += Character.charCount(c);
			}
		}
		boolean whole = i >= this.text.length() && this.text.length() < SCANNED && result.length() <= maxLength;
		if (whole) {
			return result.toString();
		}
		int end = Math.min(result.length(), maxLength);
		if (end > 0 && Character.isHighSurrogate(result.charAt(end - 1))) {
			end--;
		}
		return result.substring(0, end) + "...";
	}

}
