package com.experiture.client.internal.batch;

import java.util.Collection;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;

/**
 * Finds the field of a record that a path of the API means. The form of paths is not
 * documented, and the names of fields can hold any character, so what a path names is
 * only certain if the record has a field of that name.
 */
final class RefusedField {

	private static final Pattern RECORD = Pattern
		.compile("(?:[#$]?[./]{1,2})?(?:(?:body|data|payload)[./])?(?:record\\b(?![\\[/.]?\\d))?[./]{0,2}");

	private static final Pattern SIMPLE = Pattern.compile("\\p{L}[\\p{L}\\p{N}_-]*");

	private RefusedField() {
	}

	/**
	 * Return the field.
	 * @param path what the API named, within the record
	 * @param names the fields that it can be, {@code null} if they are not known
	 * @return the field; {@code null} if the path names none of them, or if they are not
	 * known and the path can be understood in more than one way
	 */
	static @Nullable String of(@Nullable String path, @Nullable Collection<String> names) {
		if (path == null) {
			return null;
		}
		String within = RECORD.matcher(path).lookingAt() ? RECORD.matcher(path).replaceFirst("") : path;
		if (names == null) {
			return SIMPLE.matcher(within).matches() ? within : null;
		}
		String whole = longest(path, names);
		return (whole != null) ? whole : longest(within, names);
	}

	// A name can hold what separates names, so the longest one is meant.
	private static @Nullable String longest(String path, Collection<String> names) {
		String found = null;
		String unquoted = path.replaceAll("^\\[?['\"]|['\"]\\]?$", "");
		for (String name : names) {
			boolean longer = found == null || name.length() > found.length();
			if (longer && (leadsTo(path, name) || leadsTo(unquoted, name)
					|| leadsTo(path, String.valueOf(ServerText.text(name))))) {
				found = name;
			}
		}
		return found;
	}

	private static boolean leadsTo(String path, String name) {
		return !name.isEmpty() && path.startsWith(name)
				&& (path.length() == name.length() || "./[]'\"".indexOf(path.charAt(name.length())) >= 0);
	}

}
