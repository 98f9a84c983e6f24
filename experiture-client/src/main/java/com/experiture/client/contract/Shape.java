package com.experiture.client.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.util.StringUtils;

/**
 * What a schema says, with its references followed and the parts of {@code allOf},
 * {@code oneOf} and {@code anyOf} put together. Of alternatives it has what any of them
 * has. Reads OpenAPI 3.0 and 3.1, and ends for schemas that contain themselves.
 */
final class Shape {

	private static final int MAX_DEPTH = 100;

	private static final List<String> LIMITS = List.of("minLength", "maxLength", "minItems", "maxItems", "minimum",
			"maximum", "minProperties", "maxProperties", "pattern");

	// What generators write for every whole number, since JavaScript has no larger ones
	private static final String ANY_INTEGER = "9007199254740991";

	private final ContractDocument document;

	private final Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Set<String> types = new LinkedHashSet<>();

	private final Map<String, List<JsonNode>> properties = new LinkedHashMap<>();

	private final List<JsonNode> items = new ArrayList<>();

	private final Set<String> required = new LinkedHashSet<>();

	private final Set<String> values = new LinkedHashSet<>();

	private final Set<String> formats = new LinkedHashSet<>();

	private final Set<String> otherNames = new LinkedHashSet<>();

	private final Map<String, String> limits = new TreeMap<>();

	private final JsonNode origin;

	private boolean nullable;

	private boolean readOnly;

	private boolean writeOnly;

	private @Nullable String standing;

	private Shape(ContractDocument document, List<JsonNode> parts) {
		this.document = document;
		this.origin = document.resolve(parts.get(parts.size() - 1));
		Map<JsonNode, Set<String>> known = new IdentityHashMap<>();
		for (JsonNode part : parts) {
			this.types.addAll(types(part, known, 0));
			collect(part, true, 0);
		}
	}

	static Shape of(ContractDocument document, JsonNode schema) {
		return of(document, List.of(schema));
	}

	static Shape of(ContractDocument document, List<JsonNode> parts) {
		return new Shape(document, parts);
	}

	private void collect(JsonNode schema, boolean always, int depth) {
		if (depth > MAX_DEPTH || !schema.isObject() || !this.seen.add(schema)) {
			return;
		}
		if (always && this.standing == null && schema.has("x-standing")) {
			this.standing = schema.path("x-standing").asString("");
		}
		this.nullable |= isNullable(schema);
		this.readOnly |= schema.path("readOnly").asBoolean(false);
		this.writeOnly |= schema.path("writeOnly").asBoolean(false);
		schema.path("properties")
			.forEachEntry((name, property) -> this.properties.computeIfAbsent(name, (key) -> new ArrayList<>())
				.add(property));
		if (schema.path("items").isObject()) {
			this.items.add(schema.path("items"));
		}
		if (always) {
			schema.path("required").forEach((name) -> this.required.add(name.asString("")));
		}
		schema.path("x-also-read").forEach((name) -> this.otherNames.add(name.asString("")));
		values(schema).forEach((value) -> this.values.add(value.isString() ? value.asString() : value.toString()));
		if (schema.path("format").isString()) {
			this.formats.add(schema.path("format").asString());
		}
		LIMITS.forEach((limit) -> limit(limit, schema));
		if (schema.path("$ref").isString()) {
			collect(this.document.target(schema.path("$ref").asString()), always, depth + 1);
		}
		schema.path("allOf").forEach((part) -> collect(part, always, depth + 1));
		schema.path("anyOf").forEach((part) -> collect(part, false, depth + 1));
		schema.path("oneOf").forEach((part) -> collect(part, false, depth + 1));
	}

	private void limit(String name, JsonNode schema) {
		JsonNode exclusive = schema.path("exclusive" + StringUtils.capitalize(name));
		boolean excluded = exclusive.isNumber() || exclusive.asBoolean(false);
		JsonNode value = exclusive.isNumber() ? exclusive : schema.path(name);
		if (value.isString() && name.equals("pattern")) {
			this.limits.putIfAbsent(name, value.asString());
		}
		else if (value.isNumber()) {
			String text = text(value);
			boolean whole = excluded && value.isIntegralNumber() && value.canConvertToLong();
			if (whole) {
				text = String.valueOf(value.longValue() + (name.equals("minimum") ? 1 : -1));
			}
			if (!text.replace("-", "").equals(ANY_INTEGER)) {
				this.limits.putIfAbsent(name, (excluded && !whole) ? text + " (exclusive)" : text);
			}
		}
	}

	// A number can be too large for its own type, or for a text.
	private static String text(JsonNode number) {
		if (number.isIntegralNumber()) {
			return number.asString();
		}
		double value = number.doubleValue();
		boolean whole = value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE;
		return whole ? String.valueOf((long) value) : String.valueOf(value);
	}

	/**
	 * The types a value may have; empty if it may have any, or if that is not known.
	 */
	private Set<String> types(JsonNode schema, Map<JsonNode, Set<String>> known, int depth) {
		if (depth > MAX_DEPTH || !schema.isObject()) {
			return Set.of();
		}
		Set<String> earlier = known.putIfAbsent(schema, Set.of());
		if (earlier != null) {
			return earlier;
		}
		Set<String> found = declared(schema);
		if (found.isEmpty() && schema.path("$ref").isString()) {
			found = types(this.document.target(schema.path("$ref").asString()), known, depth + 1);
		}
		for (JsonNode part : schema.path("allOf")) {
			found = found.isEmpty() ? types(part, known, depth + 1) : found;
		}
		for (String alternatives : List.of("oneOf", "anyOf")) {
			if (found.isEmpty()) {
				found = union(schema.path(alternatives), known, depth + 1);
			}
		}
		if (found.isEmpty()) {
			found = implied(schema);
		}
		known.put(schema, found);
		return found;
	}

	private Set<String> union(JsonNode alternatives, Map<JsonNode, Set<String>> known, int depth) {
		Set<String> union = new LinkedHashSet<>();
		for (JsonNode alternative : alternatives) {
			if (isNull(alternative)) {
				continue;
			}
			Set<String> types = types(alternative, known, depth);
			if (types.isEmpty()) {
				return Set.of();
			}
			union.addAll(types);
		}
		return union;
	}

	private static boolean isNull(JsonNode alternative) {
		JsonNode type = alternative.path("type");
		return "null".equals(type.isArray() && type.size() == 1 ? type.path(0).asString("") : type.asString(""))
				|| (alternative.size() == 1 && alternative.path("nullable").asBoolean(false));
	}

	private static Set<String> declared(JsonNode schema) {
		Set<String> types = new LinkedHashSet<>();
		JsonNode type = schema.path("type");
		if (type.isArray()) {
			type.forEach((name) -> types.add(name.asString("")));
		}
		else if (type.isString()) {
			types.add(type.asString());
		}
		types.remove("null");
		return types;
	}

	private static Set<String> implied(JsonNode schema) {
		if (schema.path("properties").isObject()) {
			return Set.of("object");
		}
		if (schema.path("items").isObject()) {
			return Set.of("array");
		}
		Set<String> types = new LinkedHashSet<>();
		values(schema).forEach((value) -> types.add(value.isString() ? "string"
				: value.isBoolean() ? "boolean" : value.isIntegralNumber() ? "integer" : "number"));
		return types;
	}

	private static boolean isNullable(JsonNode schema) {
		if (schema.path("nullable").asBoolean(false) || "null".equals(schema.path("type").asString(""))) {
			return true;
		}
		for (JsonNode type : schema.path("type")) {
			if ("null".equals(type.asString(""))) {
				return true;
			}
		}
		return false;
	}

	private static List<JsonNode> values(JsonNode schema) {
		List<JsonNode> values = new ArrayList<>();
		for (String list : List.of("enum", "x-extensible-enum")) {
			schema.path(list).forEach(values::add);
		}
		if (schema.has("const")) {
			values.add(schema.path("const"));
		}
		values.removeIf((value) -> value.isNull() || value.isContainer());
		return values;
	}

	/**
	 * Return the names of JSON's types but {@code null}, empty if the type is not said.
	 * @return the types
	 */
	Set<String> types() {
		return this.types;
	}

	Set<String> formats() {
		return this.formats;
	}

	boolean isNullable() {
		return this.nullable;
	}

	/**
	 * Return whether only responses have it.
	 */
	boolean isReadOnly() {
		return this.readOnly;
	}

	/**
	 * Return whether only requests have it.
	 */
	boolean isWriteOnly() {
		return this.writeOnly;
	}

	boolean hasProperties() {
		return !this.properties.isEmpty();
	}

	Set<String> propertyNames() {
		return this.properties.keySet();
	}

	@Nullable Shape property(String name) {
		List<JsonNode> parts = this.properties.get(name);
		return (parts != null) ? of(this.document, parts) : null;
	}

	@Nullable Shape items() {
		return this.items.isEmpty() ? null : of(this.document, this.items);
	}

	Set<String> required() {
		return this.required;
	}

	Set<String> values() {
		return this.values;
	}

	Map<String, String> limits() {
		return this.limits;
	}

	/**
	 * Return the other names under which this client reads a field of this shape.
	 * @return the names
	 */
	Set<String> otherNames() {
		return this.otherNames;
	}

	/**
	 * Return the node that says it, which all calls that refer to it share.
	 * @return a node of the document
	 */
	JsonNode origin() {
		return this.origin;
	}

	/**
	 * Return how much is known of it.
	 * @param otherwise what is known of what holds it
	 * @return its own standing, if it has one
	 */
	String standing(String otherwise) {
		return (this.standing != null) ? this.standing : otherwise;
	}

	boolean isAssumed(boolean otherwise) {
		return (this.standing != null) ? this.standing.equals("assumed") : otherwise;
	}

	/**
	 * Return the types as a person reads them.
	 * @return such as {@code string (date-time)}
	 */
	String describeType() {
		String types = String.join(" or ", this.types);
		return this.formats.isEmpty() ? types : types + " (" + String.join(" or ", this.formats) + ")";
	}

}
