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

	private Redaction() {
	}

	static @Nullable String text(@Nullable String text, @Nullable String value) {
		if (text == null) {
			return null;
		}
		String clean = text.substring(0, Math.min(text.length(), 10 * MAX_LENGTH));
		if (value != null && !value.isEmpty()) {
			clean = clean.replace(value, "***");
		}
		clean = EMAIL.matcher(CONTROL.matcher(clean).replaceAll(" ").strip()).replaceAll("***");
		return (clean.length() <= MAX_LENGTH) ? clean : clean.substring(0, MAX_LENGTH) + "...";
	}

}
