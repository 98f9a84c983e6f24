package com.experiture.emulator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
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

	/** A whole number, such as {@code 5} or {@code 5.0}. */
	INTEGER((value) -> value instanceof Integer || value instanceof Long || value instanceof BigInteger
			|| (value instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0)),

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
	TIMESTAMP((value) -> value instanceof String text && parses(() -> moment(text))),

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

	/**
	 * Read a moment.
	 * @param text the moment in ISO 8601 with its zone, in the extended or basic format
	 * @return the moment
	 * @throws DateTimeException if it is none
	 */
	static Instant moment(String text) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			return OffsetDateTime.parse(text.replace(',', '.'), Formats.TIMESTAMP).toInstant();
		}
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

		// All that ISO 8601 has for a date with a time and a zone, apart from week dates.
		private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder().parseCaseInsensitive()
			.appendOptional(DateTimeFormatter.ISO_LOCAL_DATE)
			.appendOptional(DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT))
			.appendLiteral('T')
			.appendPattern("[HH:mm[:ss]][HHmm[ss]]")
			.optionalStart()
			.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
			.optionalEnd()
			.appendPattern("[XXXXX][XXXX][X]")
			.toFormatter(Locale.ROOT);

	}

}
