package com.experiture.client.metadata;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Makes names of Java and Kotlin out of names of the API, which can be any text.
 */
final class SourceNames {

	// The keywords of both languages, and the names that a component of a Java record
	// cannot have.
	private static final Set<String> RESERVED = Set.of("_", "abstract", "as", "assert", "boolean", "break", "byte",
			"case", "catch", "char", "class", "clone", "const", "continue", "default", "do", "double", "else", "enum",
			"extends", "false", "final", "finalize", "finally", "float", "for", "fun", "getClass", "goto", "hashCode",
			"if", "implements", "import", "in", "instanceof", "int", "interface", "is", "long", "native", "new",
			"notify", "notifyAll", "null", "object", "package", "private", "protected", "public", "return", "short",
			"static", "strictfp", "super", "switch", "synchronized", "this", "throw", "throws", "toString", "transient",
			"true", "try", "typealias", "typeof", "val", "var", "void", "volatile", "wait", "when", "while");

	// A nested type of such a name would hide a type that the source uses.
	private static final Set<String> TYPES = Set.of("any", "bigdecimal", "boolean", "double", "enum", "instant",
			"jsonproperty", "list", "localdate", "long", "map", "nullable", "object", "override", "record", "string",
			"uuid", "permits", "sealed", "var", "yield", "typealias", "array", "int", "nothing", "unit", "number");

	private static final int LONGEST_TYPE = 50;

	private final Set<String> used = new HashSet<>();

	private SourceNames() {
	}

	/**
	 * Return a source of unique names.
	 */
	static SourceNames unique() {
		return new SourceNames();
	}

	/**
	 * Return the name of a field in code.
	 * @param text the name of the API
	 * @return the name in camel case, another one for each call
	 */
	String field(String text) {
		String name = camelCase(text);
		return unique(RESERVED.contains(name) ? name + "_" : name, "");
	}

	/**
	 * Return the name of a nested type. File systems can ignore case, and a type is a
	 * file.
	 */
	String type(String field) {
		// File systems limit the length of names.
		String name = Character.toUpperCase(field.charAt(0))
				+ field.substring(1, Math.min(field.length(), LONGEST_TYPE));
		// Not every letter has an upper case.
		return unique(name.equals(field) ? "Value" + name : isTaken(name) ? name + "Value" : name, "");
	}

	String constant(String text) {
		String name = words(words(text, "_").toUpperCase(Locale.ROOT), "_");
		return unique(name.isEmpty() ? "OTHER" : Character.isLetter(name.charAt(0)) ? name : "V" + name, "_");
	}

	void reserve(String name) {
		this.used.add(name.toLowerCase(Locale.ROOT));
	}

	private String unique(String name, String separator) {
		String unique = name;
		for (int i = 2; !this.used.add(unique.toLowerCase(Locale.ROOT)); i++) {
			unique = name + separator + i;
		}
		return unique;
	}

	/**
	 * Return whether a type of this name would hide a type that the source uses.
	 */
	static boolean isTaken(String type) {
		return TYPES.contains(type.toLowerCase(Locale.ROOT));
	}

	static boolean isName(String name) {
		if (name.isEmpty() || RESERVED.contains(name) || !isLetter(name.charAt(0))) {
			return false;
		}
		return name.chars().allMatch((c) -> isPart((char) c) || c == '_');
	}

	private static String camelCase(String text) {
		String words = words(text, " ");
		if (words.isEmpty()) {
			return "field";
		}
		StringBuilder name = new StringBuilder();
		for (String word : words.split(" ")) {
			boolean shouted = word.equals(word.toUpperCase(Locale.ROOT));
			String spelt = shouted ? lower(word) : word;
			name.append((name.length() == 0) ? lowerFirst(spelt) : upperFirst(spelt));
		}
		// A change of case can add characters that are not letters.
		return isLetter(name.charAt(0)) ? name.toString() : "field" + name;
	}

	// URLPath is urlPath, and Path is path.
	private static String lowerFirst(String word) {
		int upper = 0;
		while (upper < word.length() && Character.isUpperCase(word.charAt(upper))) {
			upper++;
		}
		int end = (upper > 1 && upper < word.length()) ? upper - 1 : Math.min(upper, word.length());
		return lower(word.substring(0, end)) + word.substring(end);
	}

	// The lower case of a capital I with a dot keeps the dot as a character of its own.
	private static String lower(String word) {
		return word.toLowerCase(Locale.ROOT).replace("\u0307", "");
	}

	private static String upperFirst(String word) {
		return Character.toUpperCase(word.charAt(0)) + word.substring(1);
	}

	private static String words(String text, String separator) {
		StringBuilder words = new StringBuilder();
		boolean between = false;
		for (char c : Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray()) {
			if (!isPart(c)) {
				between = words.length() > 0;
				continue;
			}
			if (between) {
				words.append(separator);
				between = false;
			}
			words.append(c);
		}
		return words.toString();
	}

	private static boolean isLetter(char c) {
		return Character.isLetter(c) && !Character.isSurrogate(c);
	}

	// Letters and digits are part of a name in both languages.
	private static boolean isPart(char c) {
		return isLetter(c) || Character.isDigit(c);
	}

}
