package com.experiture.client.metadata;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The names of the fields of an object, to find misspelt ones before anything is sent.
 */
public final class FieldNames {

	private static final int SHOWN = 20;

	private final Set<String> names;

	private FieldNames(Set<String> names) {
		this.names = names;
	}

	/**
	 * Return the names of the fields of an object.
	 * @param schema the object
	 * @return the names, or nothing if they are not known for certain: the field members
	 * of a schema are not documented
	 */
	public static Optional<FieldNames> of(ObjectSchema schema) {
		Set<String> names = new LinkedHashSet<>();
		for (ObjectField field : schema.fields()) {
			String name = field.name();
			if (name == null) {
				return Optional.empty();
			}
			names.add(name);
		}
		if (names.isEmpty()) {
			return Optional.empty();
		}
		names.addAll(schema.identityKeys());
		return Optional.of(new FieldNames(names));
	}

	/**
	 * Return whether the object has a field. A part of a field, such as
	 * {@code address.city}, counts as the field.
	 * @param name the name of the field
	 * @return whether there is one of that name
	 */
	public boolean contains(String name) {
		if (this.names.contains(name)) {
			return true;
		}
		int end = Math.max(name.indexOf('.'), name.indexOf('['));
		return end > 0 && this.names.contains(name.substring(0, end));
	}

	/**
	 * Return the field that was probably meant.
	 * @param name a name that is not one of a field
	 * @return the nearest name, or {@code null} if none is near
	 */
	public @Nullable String nearest(String name) {
		String sameLetters = inOtherCase(name);
		if (sameLetters != null) {
			return sameLetters;
		}
		String wanted = letters(name);
		int least = (wanted.length() < 5) ? 1 : (wanted.length() < 9) ? 2 : 3;
		String nearest = null;
		for (String field : this.names) {
			int distance = distance(wanted, letters(field));
			if (distance < wanted.length() && (distance < least || (distance == least && nearest == null))) {
				least = distance;
				nearest = field;
			}
		}
		return nearest;
	}

	/**
	 * Return the field that has the same name but for case and separators, such as
	 * {@code first_name} for {@code firstName}.
	 * @param name a name that is not one of a field
	 * @return the field, or {@code null} if there is none
	 */
	public @Nullable String inOtherCase(String name) {
		String wanted = letters(name);
		return this.names.stream()
			.filter((field) -> !wanted.isEmpty() && letters(field).equals(wanted))
			.findFirst()
			.orElse(null);
	}

	private static String letters(String name) {
		return name.codePoints()
			.filter(Character::isLetterOrDigit)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString()
			.toLowerCase(Locale.ROOT);
	}

	// How many letters are wrong, missing, superfluous or swapped with their neighbour.
	private static int distance(String one, String other) {
		int[][] distances = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				distances[i][j] = (i == 0 || j == 0) ? i + j : distance(one, other, i, j, distances);
			}
		}
		return distances[one.length()][other.length()];
	}

	private static int distance(String one, String other, int i, int j, int[][] distances) {
		boolean same = one.charAt(i - 1) == other.charAt(j - 1);
		int least = Math.min(distances[i - 1][j - 1] + (same ? 0 : 1),
				Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
				&& one.charAt(i - 2) == other.charAt(j - 1);
		return swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
	}

	/**
	 * Return the names.
	 * @return up to 20 names in the order of the schema
	 */
	@Override
	public String toString() {
		String shown = this.names.stream().limit(SHOWN).collect(Collectors.joining(", "));
		return (this.names.size() > SHOWN) ? shown + ", ..." : shown;
	}

}
