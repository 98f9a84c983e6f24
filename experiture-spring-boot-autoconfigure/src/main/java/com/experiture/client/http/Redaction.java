package com.experiture.client.http;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes texts of a server fit for a log: short, on one line, without the value at fault
 * and without e-mail addresses.
 */
final class Redaction {

	private static final int MAX_LENGTH = 200;

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]+");

	private static final Pattern EMAIL = Pattern.compile("[^\\s\"'<>()\\[\\],;:]{1,64}@[^\\s\"'<>()\\[\\],;:]+");

	private static final Pattern BEARER = Pattern.compile("(?i)bearer\\s+\\S+");

	// Phone numbers, accounts, cards: nothing that explains an error has so many digits.
	private static final Pattern NUMBER = Pattern.compile("\\+?[A-Za-z]{0,4}\\d(?:[ -]?\\d){5,}\\w*");

	private Redaction() {
	}

	static @Nullable String text(@Nullable String text, @Nullable String value) {
		if (text == null) {
			return null;
		}
		String clean = text;
		if (value != null && !value.isEmpty()) {
			clean = clean.replace(value, "***");
		}
		clean = clean.substring(0, Math.min(clean.length(), 10 * MAX_LENGTH));
		clean = BEARER.matcher(clean).replaceAll("***");
		clean = NUMBER.matcher(clean).replaceAll("***");
		clean = EMAIL.matcher(CONTROL.matcher(clean).replaceAll(" ").strip()).replaceAll("***");
		return (clean.length() <= MAX_LENGTH) ? clean : clean.substring(0, MAX_LENGTH) + "...";
	}

}
