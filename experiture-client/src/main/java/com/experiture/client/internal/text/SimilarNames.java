package com.experiture.client.internal.text;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds the known name that was probably meant by an unknown one.
 */
public final class SimilarNames {

	// Longer names are not compared, because texts of a server can have any length.
	private static final int MAX_LENGTH = 100;

	private SimilarNames() {
	}

	/**
	 * Find the known name that is most similar to another one: it has another case or
	 * other separators, or differs in few letters.
	 * @param name the unknown name
	 * @param known the known names
	 * @return the most similar one, or {@code null} if none is similar
	 */
	public static @Nullable String find(String name, Collection<String> known) {
		String letters = letters(name);
		int fewest = 1 + ((letters.length() < 5) ? 1 : (letters.length() < 9) ? 2 : 3);
		String best = null;
		for (String candidate : known) {
			if (isSameInOtherCase(name, candidate)) {
				return candidate;
			}
			int edits = edits(letters, letters(candidate));
			if (edits < fewest && edits < letters.length()) {
				fewest = edits;
				best = candidate;
			}
		}
		return best;
	}

	/**
	 * Return whether two names differ only in case and separators, such as
	 * {@code firstName} and {@code first_name}.
	 * @param one a name
	 * @param other another name
	 * @return whether they are the same in another case
	 */
	public static boolean isSameInOtherCase(String one, String other) {
		String letters = letters(one);
		return !letters.isEmpty() && letters.equals(letters(other));
	}

	private static String letters(String name) {
		StringBuilder letters = new StringBuilder(name.length());
		name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
		return letters.toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the edit distance of two names.
	 * @param one a name
	 * @param other another name
	 * @return the number of letters that are inserted, deleted, replaced or swapped with
	 * their neighbour; the largest integer if a name has more than 100 letters
	 */
	public static int edits(String one, String other) {
		if (one.length() > MAX_LENGTH || other.length() > MAX_LENGTH) {
			return Integer.MAX_VALUE;
		}
		int[][] edits = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				if (i == 0 || j == 0) {
					edits[i][j] = i + j;
					continue;
				}
				boolean same = one.charAt(i - 1) == other.charAt(j - 1);
				int least = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1),
						Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
				if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
						&& one.charAt(i - 2) == other.charAt(j - 1)) {
					least = Math.min(least, edits[i - 2][j - 2] + 1);
				}
				edits[i][j] = least;
			}
		}
		return edits[one.length()][other.length()];
	}

}
