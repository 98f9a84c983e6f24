package com.experiture.client.validation;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

import com.experiture.client.error.ServerText;
import com.experiture.client.json.JsonMembers;
import com.experiture.client.metadata.ObjectField;

/**
 * What is certain of the values of a field.
 *
 * @param kind the type
 * @param nullable whether the field can be cleared
 * @param values the texts that it is restricted to, empty for no restriction
 */
record FieldRule(FieldKind kind, boolean nullable, Set<String> values) {

	static final FieldRule ANY = new FieldRule(FieldKind.ANY, true, Set.of());

	private static final int SHOWN = 10;

	static FieldRule of(ObjectField field) {
		return new FieldRule(FieldKind.of(field.json()), !Boolean.FALSE.equals(field.nullable()), values(field.json()));
	}

	// Values with a label, or of several types, are of unknown shape.
	private static Set<String> values(JsonNode field) {
		Set<String> values = new LinkedHashSet<>();
		for (JsonNode value : JsonMembers.first(field, "enum", "enumValues", "allowedValues")) {
			if (!value.isString()) {
				return Set.of();
			}
			values.add(value.asString());
		}
		return values;
	}

	/**
	 * Return what is wrong with a value.
	 * @param token the value
	 * @param parser stands at the value
	 * @return the reason, without the value; {@code null} if the value can be sent
	 */
	@Nullable String problem(JsonToken token, JsonParser parser) {
		if (token == JsonToken.VALUE_NULL) {
			return this.nullable ? null : "cannot be cleared, since it is not nullable";
		}
		String problem = this.kind.problem(token, parser);
		if (problem == null && token == JsonToken.VALUE_STRING && !this.values.isEmpty()
				&& !this.values.contains(parser.getString())) {
			String shown = this.values.stream().limit(SHOWN).map(ServerText::id).collect(Collectors.joining(", "));
			return "must be one of " + shown + ((this.values.size() > SHOWN) ? ", ..." : "");
		}
		return problem;
	}

}
