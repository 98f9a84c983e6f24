package com.experiture.client.metadata;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.text.Description;

/**
 * A field of an object. That it has a type, a nullability and optionally an enumeration
 * is documented; the names of these properties are not, so they are read under all
 * plausible names (assumed). The JSON itself is kept: {@link #json()}.
 *
 * @param name the name in records, or {@code null} if it was not found
 * @param json the JSON of the field
 */
public record ObjectField(@Nullable String name, JsonNode json) {

	/**
	 * Return the type.
	 * @return the type, such as {@code string}, or {@code null} if it was not found
	 */
	public @Nullable String type() {
		return JsonFields.text(this.json, "type", "dataType", "fieldType");
	}

	/**
	 * Return whether the field may be missing or cleared.
	 * @return the nullability, or {@code null} if the response does not contain it
	 */
	public @Nullable Boolean nullable() {
		JsonNode nullable = JsonFields.first(this.json, "nullable", "isNullable");
		if (nullable.isBoolean()) {
			return nullable.asBoolean();
		}
		JsonNode required = JsonFields.first(this.json, "required", "isRequired");
		return required.isBoolean() ? Boolean.valueOf(!required.asBoolean()) : null;
	}

	/**
	 * Return the type, if its name is known (assumed).
	 * @return the type; {@link FieldKind#ANY} if its name is not known, or if the field
	 * can hold several values
	 */
	public FieldKind kind() {
		return FieldKind.of(this.json);
	}

	/**
	 * Return the texts that the field is restricted to, if that is certain: values with a
	 * label, or that are not text, have an unknown form.
	 * @return the texts, empty if no restriction is certain
	 */
	public List<String> certainValues() {
		JsonNode allowed = JsonFields.first(this.json, "enum", "enumValues", "allowedValues");
		List<String> values = new ArrayList<>();
		for (JsonNode value : allowed) {
			if (!allowed.isArray() || !value.isString()) {
				return List.of();
			}
			values.add(value.asString());
		}
		return FieldKind.ignoresCase(this.json) ? List.of() : List.copyOf(values);
	}

	/**
	 * Return whether a value of the field can be a list, since the field has properties
	 * that this version does not know.
	 * @return whether a list is possible for a field of another type
	 */
	public boolean mayHoldList() {
		return !FieldKind.isPlain(this.json);
	}

	/**
	 * Return the values that the field is restricted to.
	 * @return the values as text, empty if there is no restriction
	 */
	public List<String> enumValues() {
		List<String> values = new ArrayList<>();
		for (JsonNode value : JsonFields.first(this.json, "enum", "enumValues", "allowedValues")) {
			values.add(value.asString(""));
		}
		return List.copyOf(values);
	}

	@Override
	public String toString() {
		return Description.of("ObjectField")
			.code("name", this.name)
			.code("type", type())
			.flag("nullable", nullable())
			.toString();
	}

}
