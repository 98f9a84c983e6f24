package com.experiture.client.metadata;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * The types of fields whose JSON form is certain. That fields have a type is documented;
 * the names of types are not, so a name that this version does not know is {@link #ANY}
 * (assumed).
 */
public enum FieldKind {

	/** Any value, or a type that is not known for certain. */
	ANY,

	/**
	 * A text: {@code string}, {@code text}, {@code varchar}, {@code email}, {@code uuid}.
	 */
	TEXT("string", "text", "varchar", "email", "uuid"),

	/** A number without a fraction: {@code integer}, {@code int}, {@code long} ... */
	INTEGER("integer", "int", "long", "bigint", "smallint", "int32", "int64"),

	/** A number: {@code number}, {@code decimal}, {@code double}, {@code float} ... */
	NUMBER("number", "decimal", "double", "float", "numeric"),

	/** {@code true} or {@code false}: {@code boolean}, {@code bool}. */
	BOOLEAN("boolean", "bool"),

	/** A day as text, in a form that is not documented: {@code date}. */
	DATE("date"),

	/**
	 * A point in time as text, with its zone (documented): {@code timestamp},
	 * {@code datetime}.
	 */
	TIMESTAMP("timestamp", "datetime", "timestamptz"),

	/** A JSON object: {@code object}. */
	OBJECT("object"),

	/** A JSON array: {@code array}. */
	ARRAY("array");

	private static final Pattern PARAMETERS = Pattern.compile("\\s*\\([\\d\\s,]*\\)$");

	private static final Pattern PLURAL = Pattern.compile("(?i).*(array|list|multi|multiple|repeated|many).*");

	private static final Set<String> KNOWN = Set.of("name", "fieldName", "key", "id", "type", "dataType", "fieldType",
			"format", "nullable", "isNullable", "required", "isRequired", "enum", "enumValues", "allowedValues",
			"description", "displayName", "label", "title", "default", "defaultValue", "example", "examples", "unique",
			"primaryKey", "identityKey", "isIdentityKey", "indexed", "readOnly", "system", "minLength", "maxLength",
			"precision", "scale", "createdAt", "updatedAt");

	private final Set<String> words;

	FieldKind(String... words) {
		this.words = Set.of(words);
	}

	/**
	 * Return the kind of a field.
	 * @param field the JSON of the field
	 * @return the kind, {@link #ANY} if it is not certain
	 */
	static FieldKind of(JsonNode field) {
		Set<FieldKind> kinds = new TreeSet<>();
		for (String name : new String[] { "type", "dataType", "fieldType" }) {
			JsonNode word = field.path(name);
			if (!word.isMissingNode()) {
				kinds.add(word.isString() ? of(word.asString()) : ANY);
			}
		}
		boolean certain = kinds.size() == 1 && !isPlural(field) && !(kinds.contains(OBJECT) && field.has("format"));
		return certain ? kinds.iterator().next() : ANY;
	}

	private static FieldKind of(String type) {
		String word = word(type);
		for (FieldKind kind : values()) {
			if (kind.words.contains(word)) {
				return kind;
			}
		}
		return ANY;
	}

	/**
	 * Return the name of a type without its parameters, such as {@code decimal} of {@code
	 * DECIMAL(10,2)}.
	 */
	static String word(String type) {
		return PARAMETERS.matcher(type.strip())
			.replaceFirst("")
			.toLowerCase(Locale.ROOT)
			.replace("_", "")
			.replace("-", "");
	}

	/**
	 * Return whether a field has only properties that do not change its type.
	 */
	static boolean isPlain(JsonNode field) {
		return KNOWN.containsAll(field.propertyNames());
	}

	/**
	 * Return whether the values of a field are case-insensitive.
	 */
	static boolean ignoresCase(JsonNode field) {
		return field.properties()
			.stream()
			.anyMatch((property) -> property.getValue().isBoolean()
					&& property.getKey().toLowerCase(Locale.ROOT).contains("case"));
	}

	/**
	 * Return whether a field can hold several values of its type.
	 */
	static boolean isPlural(JsonNode field) {
		for (Map.Entry<String, JsonNode> property : field.properties()) {
			JsonNode value = property.getValue();
			boolean flag = value.isBoolean() && value.asBoolean() && PLURAL.matcher(property.getKey()).matches();
			boolean mode = value.isString()
					&& (property.getKey().equals("mode") || property.getKey().equals("cardinality"))
					&& PLURAL.matcher(value.asString()).matches();
			if (flag || mode) {
				return true;
			}
		}
		return false;
	}

}
