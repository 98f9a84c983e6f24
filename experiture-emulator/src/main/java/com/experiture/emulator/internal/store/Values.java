package com.experiture.emulator.internal.store;

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
import java.util.regex.Pattern;

/**
 * Checks JSON values against the formats that the service documents.
 */
public final class Values {

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

	private Values() {
	}

	public static boolean isText(Object value) {
		return value instanceof String;
	}

	public static boolean isEmail(Object value) {
		return value instanceof String text && EMAIL.matcher(text).matches();
	}

	public static boolean isPhone(Object value) {
		return value instanceof String text && PHONE.matcher(text).matches();
	}

	public static boolean isNumber(Object value) {
		return value instanceof Number;
	}

	public static boolean isWholeNumber(Object value) {
		return value instanceof Integer || value instanceof Long || value instanceof BigInteger
				|| (value instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0);
	}

	public static boolean isBoolean(Object value) {
		return value instanceof Boolean;
	}

	public static boolean isDate(Object value) {
		return value instanceof String text && parses(() -> LocalDate.parse(text));
	}

	public static boolean isTimestamp(Object value) {
		return value instanceof String text && parses(() -> instant(text));
	}

	/**
	 * Read a timestamp.
	 * @param text the timestamp in ISO 8601 with its zone, in the extended or basic
	 * format
	 * @return the instant
	 * @throws DateTimeException if the text is not a timestamp with a zone
	 */
	public static Instant instant(String text) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			return OffsetDateTime.parse(text.replace(',', '.'), TIMESTAMP).toInstant();
		}
	}

	/**
	 * Read the boolean of a file.
	 * @param text the text
	 * @return the boolean, or the text itself if it is not a boolean
	 */
	public static Object booleanOrText(String text) {
		return text.strip().matches("(?i)true|false") ? Boolean.valueOf(text.strip()) : text;
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

}
