package com.experiture.emulator;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The type of a field of a {@link CdpObject}: what the emulator accepts as its value. The
 * service documents that values are typed, that timestamps are ISO 8601 with a zone and
 * that phone numbers are E.164; the names of the types are assumed.
 */
public enum FieldType {

	/** Any text. */
	STRING(String.class::isInstance),

	/** An email address: one {@code @} with something on both sides. */
	EMAIL(text(Formats.EMAIL)),

	/** A phone number in E.164 form, such as {@code +4930123456}. */
	PHONE(text(Formats.PHONE)),

	/** A whole number. */
	INTEGER((value) -> value instanceof Integer || value instanceof Long || value instanceof BigInteger),

	/** Any number. */
	NUMBER(Number.class::isInstance),

	/** {@code true} or {@code false}. */
	BOOLEAN(Boolean.class::isInstance),

	/** A date without time, {@code YYYY-MM-DD}. */
	DATE((value) -> value instanceof String text && parses(() -> LocalDate.parse(text))),

	/**
	 * A moment in ISO 8601 with its zone, such as {@code 2026-04-21T15:30:00Z}. Zone-less
	 * ones are refused.
	 */
	TIMESTAMP((value) -> value instanceof String text && parses(() -> OffsetDateTime.parse(text))),

	/** One of the texts that the field lists. */
	ENUM(String.class::isInstance),

	/** Any JSON value, objects and arrays included. */
	JSON((value) -> true);

	private final Predicate<Object> check;

	FieldType(Predicate<Object> check) {
		this.check = check;
	}

	boolean accepts(Object value) {
		return this.check.test(value);
	}

	/**
	 * Return the name of the type in metadata answers. Assumed.
	 * @return the lower-case name, such as {@code timestamp}
	 */
	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	private static Predicate<Object> text(Pattern pattern) {
		return (value) -> value instanceof String text && pattern.matcher(text).matches();
	}

	private static boolean parses(Runnable parser) {
		try {
			parser.run();
			return true;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private static final class Formats {

		private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

		private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{1,14}");

	}

}
