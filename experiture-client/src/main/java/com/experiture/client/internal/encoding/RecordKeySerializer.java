package com.experiture.client.internal.encoding;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

import com.experiture.client.internal.rules.InvalidField;

/**
 * Converts keys of maps that are not text to names, and rejects keys whose
 * {@code toString} does not return a name.
 */
final class RecordKeySerializer extends ValueSerializer<Object> {

	private final @Nullable ValueSerializer<Object> own;

	/**
	 * Create a serializer.
	 * @param own writes keys of a type that defines its names; {@code null} for other
	 * types
	 */
	RecordKeySerializer(@Nullable ValueSerializer<Object> own) {
		this.own = own;
	}

	@Override
	public void serialize(Object key, JsonGenerator generator, SerializationContext context) {
		if (generator instanceof RecordGenerator checked) {
			checked.expectConvertedName();
		}
		if (this.own != null) {
			this.own.serialize(key, generator, context);
		}
		else {
			generator.writeName(name(key, generator));
		}
	}

	static InvalidField invalidKey(Object key, JsonGenerator generator) {
		return RecordGenerator.invalidName(generator,
				"has keys of the type " + key.getClass().getName() + ", which is not a name; use text as keys");
	}

	static InvalidField nullKey(JsonGenerator generator) {
		return RecordGenerator.invalidName(generator, "has a key that is null, which cannot be the name of a field");
	}

	private static String name(Object key, JsonGenerator generator) {
		if (key instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) <= RecordGenerator.MAX_DIGITS) {
			return decimal.toPlainString();
		}
		if (key instanceof Double || key instanceof Float) {
			if (!Double.isFinite(((Number) key).doubleValue())) {
				throw RecordGenerator.invalidName(generator, "has a key that is NaN or infinite");
			}
			return key.toString();
		}
		if (key instanceof CharSequence || key instanceof Character || key instanceof Boolean || key instanceof Number
				|| key instanceof UUID || key instanceof Currency || key instanceof URI || key instanceof URL) {
			return key.toString();
		}
		if (key instanceof Locale locale) {
			return locale.toLanguageTag();
		}
		if (key instanceof byte[] bytes) {
			return Base64.getEncoder().encodeToString(bytes);
		}
		if (key instanceof char[] text) {
			return new String(text);
		}
		return nameOfTime(key, generator);
	}

	private static String nameOfTime(Object key, JsonGenerator generator) {
		if (key instanceof LocalDateTime) {
			throw RecordGenerator.invalidName(generator, "has a key that " + RecordText.ZONELESS);
		}
		if (key instanceof ZonedDateTime || key instanceof OffsetDateTime) {
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format((TemporalAccessor) key);
		}
		if (key.getClass().getName().startsWith("java.time.") || key instanceof java.sql.Date
				|| key instanceof java.sql.Time) {
			return key.toString();
		}
		if (key instanceof Date date) {
			return date.toInstant().toString();
		}
		if (key instanceof Calendar calendar) {
			return calendar.toInstant().toString();
		}
		throw RecordGenerator.invalidName(generator,
				"has keys of the type " + key.getClass().getName() + ", which is not a name; use text as keys");
	}

}
