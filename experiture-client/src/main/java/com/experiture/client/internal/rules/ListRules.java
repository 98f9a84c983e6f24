package com.experiture.client.internal.rules;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.InvalidField;

/**
 * The limits of a list's members (documented).
 */
public final class ListRules {

	private static final int MAX_NAME = 200;

	private static final int MAX_DESCRIPTION = 2000;

	private ListRules() {
	}

	/**
	 * Check a name. Documented: creation of lists, 1 to 200 characters.
	 */
	public static void checkName(@Nullable String name) {
		InvalidField.unless(name != null && !name.isEmpty() && length(name) <= MAX_NAME, "name",
				"must have 1 to " + MAX_NAME + " characters");
	}

	/**
	 * Check a description. Documented: creation of lists, at most 2,000 characters.
	 */
	public static void checkDescription(@Nullable String description) {
		InvalidField.unless(description == null || length(description) <= MAX_DESCRIPTION, "description",
				"must have at most " + MAX_DESCRIPTION + " characters");
	}

	// Whole characters: what the API may count as short enough is not refused here.
	private static int length(String text) {
		return text.codePointCount(0, text.length());
	}

}
