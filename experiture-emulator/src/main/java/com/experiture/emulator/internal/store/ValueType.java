package com.experiture.emulator.internal.store;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What values a field takes.
 *
 * @param id the name of the type in metadata
 * @param expectation what a value must be, as the end of a message
 * @param check whether a JSON value is of the type
 * @param fromText turns the text of a file into a value; it can return the text itself or
 * throw a {@link NumberFormatException} if the text is not of the type
 */
public record ValueType(String id, String expectation, Predicate<Object> check, Function<String, Object> fromText) {

	/**
	 * One of the texts that the field lists.
	 */
	public static final ValueType ENUM = ValueType.of("enum", Values::isText);

	/**
	 * Return a type whose values are texts in files, too.
	 * @param id the name of the type in metadata
	 * @param check whether a JSON value is of the type
	 * @return the type
	 */
	public static ValueType of(String id, Predicate<Object> check) {
		return new ValueType(id, "of type " + id, check, (text) -> text);
	}

	public ValueType expecting(String expectation) {
		return new ValueType(this.id, expectation, this.check, this.fromText);
	}

	public ValueType fromText(Function<String, Object> fromText) {
		return new ValueType(this.id, this.expectation, this.check, fromText);
	}

	boolean accepts(Object value) {
		return this.check.test(value);
	}

	/**
	 * Turn a text of a file into a value.
	 * @param text the text
	 * @return the value, or the text itself if it is not of the type
	 */
	Object parse(String text) {
		try {
			return this.fromText.apply(text);
		}
		catch (NumberFormatException ex) {
			return text;
		}
	}

}
