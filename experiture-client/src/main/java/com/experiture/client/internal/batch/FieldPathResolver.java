package com.experiture.client.internal.batch;

import java.util.Collection;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;

/**
 * Finds the field of a record to which a path in an error response refers. The format of
 * paths is not documented, and field names can contain any character, so the field is
 * only certain if the record has a field of that name.
 */
final class FieldPathResolver {

	private static final Pattern RECORD = Pattern
		.compile("(?:[#$]?[./]{1,2})?(?:(?:body|data|payload)[./])?(?:record\\b(?![\\[/.]?\\d))?[./]{0,2}");

	private static final Pattern SIMPLE = Pattern.compile("\\p{L}[\\p{L}\\p{N}_-]*");

	private FieldPathResolver() {
	}

	/**
	 * Return the field of a path.
	 * @param path the path from the response, within the record
	 * @param names the names of the fields of the record, {@code null} if they are not
	 * known
	 * @return the field; {@code null} if the path names none of them, or if they are not
	 * known and the path is ambiguous
	 */
	static @Nullable String resolve(@Nullable String path, @Nullable Collection<String> names) {
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

	// Names can contain separators, so the longest match is used.
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
