package com.experiture.client.json;

import java.time.LocalDateTime;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

import com.experiture.client.error.InvalidMember;

/**
 * Refuses date-times without a zone, which the API rejects: both the Java type and text
 * in its form.
 */
final class ZonedTimesOnlyModule extends SimpleModule {

	ZonedTimesOnlyModule() {
		super(ZonedTimesOnlyModule.class.getName());
		addSerializer(LocalDateTime.class, new LocalDateTimeRefuser());
		addSerializer(String.class, new TextChecker());
	}

	// yyyy-MM-ddTHH:mm, then optional seconds and fraction, and nothing after them
	static boolean isZonelessDateTime(String text) {
		int length = text.length();
		if (length < 16 || length > 29 || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(13) != ':'
				|| (text.charAt(10) != 'T' && text.charAt(10) != ' ')) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			boolean separator = switch (i) {
				case 4, 7, 10, 13 -> true;
				case 16 -> c == ':';
				case 19 -> c == '.' || c == ',';
				default -> false;
			};
			if (!separator && (c < '0' || c > '9')) {
				return false;
			}
		}
		return length == 16 || length == 19 || length > 20;
	}

	private static InvalidMember refusal(JsonGenerator generator) {
		return new InvalidMember(JsonPaths.of(generator.streamWriteContext()),
				"is a date-time without a zone, which the API rejects; use Instant, OffsetDateTime or ZonedDateTime,"
						+ " or text that ends with Z or an offset");
	}

	private static final class LocalDateTimeRefuser extends ValueSerializer<LocalDateTime> {

		@Override
		public void serialize(LocalDateTime value, JsonGenerator generator, SerializationContext context) {
			throw refusal(generator);
		}

	}

	private static final class TextChecker extends ValueSerializer<String> {

		@Override
		public void serialize(String value, JsonGenerator generator, SerializationContext context) {
			if (isZonelessDateTime(value)) {
				throw refusal(generator);
			}
			generator.writeString(value);
		}

	}

}
