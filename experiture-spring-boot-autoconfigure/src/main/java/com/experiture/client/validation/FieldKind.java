package com.experiture.client.validation;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The types of fields whose JSON form is certain. That fields have a type is documented;
 * the words for types are not, so a word that is not here allows every value (assumed).
 */
enum FieldKind {

	/** Any value. */
	ANY("any value"),

	/** A text. */
	TEXT("text", "string", "text", "varchar", "email", "uuid"),

	/** A number without a fraction. */
	INTEGER("a whole number", "integer", "int", "long", "bigint", "smallint", "int32", "int64"),

	/** A number. */
	NUMBER("a number", "number", "decimal", "double", "float", "numeric"),

	/** {@code true} or {@code false}. */
	BOOLEAN("true or false", "boolean", "bool"),

	/** A day. Its form is not documented. */
	DATE("a date as text", "date"),

	/** A point in time, whose form is documented. */
	TIMESTAMP("a timestamp as text in the form of ISO 8601 with a zone", "timestamp", "datetime", "timestamptz"),

	/** A JSON object. */
	OBJECT("an object", "object"),

	/** A JSON array. */
	ARRAY("an array", "array");

	private static final Pattern PARAMETERS = Pattern.compile("\\s*\\([\\d\\s,]*\\)$");

	private static final Pattern PLURAL = Pattern.compile("(?i).*(array|list|multi|multiple|repeated|many).*");

	private static final Map<String, FieldKind> WORDS = words();

	private final String description;

	private final String[] names;

	FieldKind(String description, String... names) {
		this.description = description;
		this.names = names;
	}

	private static Map<String, FieldKind> words() {
		Map<String, FieldKind> words = new HashMap<>();
		for (FieldKind kind : values()) {
			for (String name : kind.names) {
				words.put(name, kind);
			}
		}
		return words;
	}

	/**
	 * Return the kind of a field.
	 * @param field the field as it came
	 * @return the kind, {@link #ANY} if it is not certain
	 */
	static FieldKind of(JsonNode field) {
		Set<FieldKind> kinds = new TreeSet<>();
		for (String member : new String[] { "type", "dataType", "fieldType" }) {
			JsonNode word = field.path(member);
			if (!word.isMissingNode()) {
				kinds.add(word.isString() ? of(word.asString()) : ANY);
			}
		}
		return (kinds.size() == 1 && !isPlural(field)) ? kinds.iterator().next() : ANY;
	}

	private static FieldKind of(String word) {
		String letters = PARAMETERS.matcher(word.strip())
			.replaceFirst("")
			.toLowerCase(Locale.ROOT)
			.replace("_", "")
			.replace("-", "");
		return WORDS.getOrDefault(letters, ANY);
	}

	// A field can hold several values of its type.
	private static boolean isPlural(JsonNode field) {
		for (Map.Entry<String, JsonNode> member : field.properties()) {
			JsonNode value = member.getValue();
			boolean said = value.isBoolean() && value.asBoolean() && PLURAL.matcher(member.getKey()).matches();
			boolean mode = value.isString() && (member.getKey().equals("mode") || member.getKey().equals("cardinality"))
					&& PLURAL.matcher(value.asString()).matches();
			if (said || mode) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether a value that is not null can have this kind.
	 * @param token the value
	 * @param parser stands at the value
	 */
	boolean accepts(JsonToken token, JsonParser parser) {
		return switch (this) {
			case ANY -> true;
			case TEXT, DATE -> token == JsonToken.VALUE_STRING;
			case TIMESTAMP -> token == JsonToken.VALUE_STRING && isIso(parser.getString());
			case INTEGER -> token == JsonToken.VALUE_NUMBER_INT
					|| (token == JsonToken.VALUE_NUMBER_FLOAT && isWhole(parser.getString()));
			case NUMBER -> token.isNumeric();
			case BOOLEAN -> token.isBoolean();
			case OBJECT -> token == JsonToken.START_OBJECT;
			case ARRAY -> token == JsonToken.START_ARRAY;
		};
	}

	// All forms of ISO 8601 begin with the four digits of the year.
	private static boolean isIso(String text) {
		if (text.isBlank()) {
			return true;
		}
		int start = (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
		if (text.length() < start + 4) {
			return false;
		}
		for (int i = start; i < start + 4; i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	private static boolean isWhole(String number) {
		BigDecimal value = new BigDecimal(number);
		return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
	}

	/**
	 * Return what is wrong with a value of another kind.
	 */
	@Nullable String problem(JsonToken token, JsonParser parser) {
		return accepts(token, parser) ? null : "must be " + this.description;
	}

}
