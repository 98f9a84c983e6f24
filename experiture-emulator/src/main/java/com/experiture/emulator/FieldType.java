package com.experiture.emulator;

import java.math.BigDecimal;
import java.util.function.Predicate;

import com.experiture.emulator.internal.store.ValueType;
import com.experiture.emulator.internal.store.Values;

/**
 * The type of a field of a {@link CdpObject}: which values the emulator accepts. The
 * service documents that values are typed, that timestamps are ISO 8601 with a zone and
 * that phone numbers are E.164; the names of the types are assumed.
 */
public enum FieldType {

	/** Any text. */
	STRING(type("string", Values::isText)),

	/** An email address: one {@code @} with something on both sides. */
	EMAIL(type("email", Values::isEmail)),

	/** A phone number in E.164 form, such as {@code +4930123456}. */
	PHONE(type("phone", Values::isPhone).expecting("a phone number in E.164 form")),

	/** A whole number, such as {@code 5} or {@code 5.0}. */
	INTEGER(type("integer", Values::isWholeNumber).fromText((text) -> Long.valueOf(text.strip()))),

	/** Any number. */
	NUMBER(type("number", Values::isNumber).fromText((text) -> new BigDecimal(text.strip()))),

	/** {@code true} or {@code false}. */
	BOOLEAN(type("boolean", Values::isBoolean).fromText(Values::booleanOrText)),

	/** A date without time, {@code YYYY-MM-DD}. */
	DATE(type("date", Values::isDate)),

	/**
	 * A timestamp in ISO 8601 with its zone, such as {@code 2026-04-21T15:30:00Z}. A
	 * timestamp without a zone is rejected.
	 */
	TIMESTAMP(type("timestamp", Values::isTimestamp).expecting("an ISO 8601 timestamp with a zone")),

	/** One of the texts that the field lists. */
	ENUM(ValueType.ENUM),

	/** Any JSON value, objects and arrays included. */
	JSON(type("json", (value) -> true));

	private final ValueType valueType;

	FieldType(ValueType valueType) {
		this.valueType = valueType;
	}

	ValueType valueType() {
		return this.valueType;
	}

	/**
	 * Return the name of the type in metadata. Assumed.
	 * @return the lower-case name, such as {@code timestamp}
	 */
	String id() {
		return this.valueType.id();
	}

	private static ValueType type(String id, Predicate<Object> check) {
		return ValueType.of(id, check);
	}

}
