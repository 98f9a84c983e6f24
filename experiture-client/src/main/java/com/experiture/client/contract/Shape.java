package com.experiture.client.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The form of JSON that a schema describes, with resolved references and the merged parts
 * of {@code allOf}, {@code oneOf} and {@code anyOf}. It has everything that any of the
 * alternatives has. Reads OpenAPI 3.0 and 3.1, and ends for schemas that contain
 * themselves.
 */
final class Shape {

	private static final int MAX_DEPTH = 100;

	private final ContractDocument document;

	private final Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Set<String> types = new LinkedHashSet<>();

	private final Map<String, List<JsonNode>> properties = new LinkedHashMap<>();

	private final List<JsonNode> items = new ArrayList<>();

	private final Set<String> required = new LinkedHashSet<>();

	private final Set<String> values = new LinkedHashSet<>();

	private final Set<String> formats = new LinkedHashSet<>();

	private final Set<String> otherNames = new LinkedHashSet<>();

	private final SchemaLimits limits = new SchemaLimits();

	private final JsonNode origin;

	private boolean nullable;

	private boolean readOnly;

	private boolean writeOnly;

	private @Nullable String standing;

	private Shape(ContractDocument document, List<JsonNode> parts) {
		this.document = document;
		this.origin = document.resolve(parts.get(parts.size() - 1));
		SchemaTypes schemaTypes = new SchemaTypes(document);
		for (JsonNode part : parts) {
			this.types.addAll(schemaTypes.of(part));
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
		this.nullable |= SchemaTypes.isNullable(schema);
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
		SchemaTypes.values(schema)
			.forEach((value) -> this.values.add(value.isString() ? value.asString() : value.toString()));
		if (schema.path("format").isString()) {
			this.formats.add(schema.path("format").asString());
		}
		this.limits.add(schema);
		if (schema.path("$ref").isString()) {
			collect(this.document.target(schema.path("$ref").asString()), always, depth + 1);
		}
		schema.path("allOf").forEach((part) -> collect(part, always, depth + 1));
		schema.path("anyOf").forEach((part) -> collect(part, false, depth + 1));
		schema.path("oneOf").forEach((part) -> collect(part, false, depth + 1));
	}

	/**
	 * Return the names of JSON types except {@code null}, empty if the schema has no
	 * type.
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
		return this.limits.all();
	}

	/**
	 * Return the other names under which this client reads a field of this shape.
	 * @return the names
	 */
	Set<String> otherNames() {
		return this.otherNames;
	}

	/**
	 * Return the schema itself, which all calls that refer to it share.
	 * @return a node of the document
	 */
	JsonNode origin() {
		return this.origin;
	}

	/**
	 * Return the standing of the schema.
	 * @param otherwise the standing of what contains it
	 * @return its own standing, if it has one
	 */
	String standing(String otherwise) {
		return (this.standing != null) ? this.standing : otherwise;
	}

	boolean isAssumed(boolean otherwise) {
		return (this.standing != null) ? this.standing.equals("assumed") : otherwise;
	}

	/**
	 * Return the types as text for people.
	 * @return such as {@code string (date-time)}
	 */
	String describeType() {
		String types = String.join(" or ", this.types);
		return this.formats.isEmpty() ? types : types + " (" + String.join(" or ", this.formats) + ")";
	}

}
