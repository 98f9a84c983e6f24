package com.experiture.client.internal.validation;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import com.experiture.client.internal.text.ServerText;
import com.experiture.client.metadata.FieldKind;
import com.experiture.client.metadata.ObjectField;

/**
 * What is certain about the values of a field.
 *
 * @param kind the type
 * @param nullable whether the field can be cleared
 * @param values the allowed texts, empty if the texts are not restricted
 * @param lists whether a list is allowed whatever the type is
 */
record FieldRule(FieldKind kind, boolean nullable, Set<String> values, boolean lists) {

	static final FieldRule ANY = new FieldRule(FieldKind.ANY, true, Set.of(), true);

	private static final int MAX_VALUES = 10;

	static FieldRule of(ObjectField field) {
		return new FieldRule(field.kind(), !Boolean.FALSE.equals(field.nullable()),
				new LinkedHashSet<>(field.certainValues()), field.mayHoldList());
	}

	/**
	 * Return what is wrong with a value.
	 * @param token the value
	 * @param parser positioned at the value
	 * @return the reason, without the value; {@code null} if the value can be sent
	 */
	@Nullable String problem(JsonToken token, JsonParser parser) {
		if (token == JsonToken.VALUE_NULL) {
			return this.nullable ? null : "cannot be cleared, because it is not nullable";
		}
		if (!accepts(token, parser) && !(this.lists && token == JsonToken.START_ARRAY)) {
			return "must be " + description();
		}
		if (token == JsonToken.VALUE_STRING && !this.values.isEmpty() && !this.values.contains(parser.getString())) {
			String shown = this.values.stream().limit(MAX_VALUES).map(ServerText::id).collect(Collectors.joining(", "));
			return "must be one of " + shown + ((this.values.size() > MAX_VALUES) ? ", ..." : "");
		}
		return null;
	}

	private boolean accepts(JsonToken token, JsonParser parser) {
		return switch (this.kind) {
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

	private String description() {
		return switch (this.kind) {
			case ANY -> "a value";
			case TEXT -> "text";
			case DATE -> "a date as text";
			case TIMESTAMP -> "a timestamp as text in the form of ISO 8601 with a zone";
			case INTEGER -> "a whole number";
			case NUMBER -> "a number";
			case BOOLEAN -> "true or false";
			case OBJECT -> "an object";
			case ARRAY -> "an array";
		};
	}

	// All forms of ISO 8601 begin with the four digits of the year.
	private static boolean isIso(String text) {
		if (text.isBlank()) {
			return true;
		}
		int start = (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
		for (int i = start; i < start + 4; i++) {
			if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	private static boolean isWhole(String number) {
		BigDecimal value = new BigDecimal(number);
		return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
	}

}
