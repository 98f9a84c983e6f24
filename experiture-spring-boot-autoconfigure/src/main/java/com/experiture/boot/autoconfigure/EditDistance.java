package com.experiture.boot.autoconfigure;

/**
 * The distance of two names of properties, to suggest the one that was probably meant.
 * The client has the same for names of fields, in an internal package that other modules
 * do not use.
 */
final class EditDistance {

	private static final int MAX_LENGTH = 100;

	private EditDistance() {
	}

	/**
	 * Return the edit distance of two names.
	 * @param one a name
	 * @param other another name
	 * @return the number of letters that are inserted, deleted, replaced or swapped with
	 * their neighbour; the largest integer if a name has more than 100 letters
	 */
	static int between(String one, String other) {
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
