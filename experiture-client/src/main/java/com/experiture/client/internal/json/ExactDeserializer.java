package com.experiture.client.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/**
 * Reads a value only in its documented form, without conversions, which would hide what
 * the API sent.
 *
 * @param <T> the type of the value
 */
final class ExactDeserializer<T> extends StdDeserializer<T> {

	private static final Map<Class<?>, ExactDeserializer<?>> BY_TYPE = Map.of(String.class,
			new ExactDeserializer<>(String.class, ExactDeserializer::isText, JsonParser::getString, null),
			Boolean.class, flag(null), boolean.class, flag(false), Long.class, count(null), long.class, count(0L),
			Instant.class, new ExactDeserializer<>(Instant.class, ExactDeserializer::isTime, null, null),
			LocalDate.class, new ExactDeserializer<>(LocalDate.class, ExactDeserializer::isDay,
					(p) -> LocalDate.parse(p.getString()), null));

	private final Predicate<JsonParser> exact;

	private final @Nullable Function<JsonParser, T> reading;

	private final @Nullable T missing;

	private ExactDeserializer(Class<T> type, Predicate<JsonParser> exact, @Nullable Function<JsonParser, T> reading,
			@Nullable T missing) {
		super(type);
		this.exact = exact;
		this.reading = reading;
		this.missing = missing;
	}

	private static ExactDeserializer<Boolean> flag(@Nullable Boolean missing) {
		return new ExactDeserializer<>(Boolean.class, ExactDeserializer::isFlag, JsonParser::getBooleanValue, missing);
	}

	private static ExactDeserializer<Long> count(@Nullable Long missing) {
		return new ExactDeserializer<>(Long.class, ExactDeserializer::isCount, JsonParser::getLongValue, missing);
	}

	/**
	 * Return the deserializer of a type.
	 * @param type the type of a field
	 * @return the deserializer, or {@code null} for a type that needs none
	 */
	static @Nullable ExactDeserializer<?> of(Class<?> type) {
		return BY_TYPE.get(type);
	}

	private static boolean isText(JsonParser parser) {
		return parser.currentToken() == JsonToken.VALUE_STRING;
	}

	private static boolean isFlag(JsonParser parser) {
		return parser.currentToken() == JsonToken.VALUE_TRUE || parser.currentToken() == JsonToken.VALUE_FALSE;
	}

	// All integers of the API are counts.
	private static boolean isCount(JsonParser parser) {
		return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
				&& parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER && parser.getLongValue() >= 0;
	}

	// A text of digits would be read as the seconds since 1970.
	private static boolean isTime(JsonParser parser) {
		return isText(parser) && parser.getString().indexOf('-') > 0;
	}

	private static boolean isDay(JsonParser parser) {
		try {
			return isText(parser) && LocalDate.parse(parser.getString()) != null;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	@Override
	@SuppressWarnings("unchecked")
	public T deserialize(JsonParser parser, DeserializationContext context) {
		if (!this.exact.test(parser)) {
			return (T) context.handleUnexpectedToken(getValueType(context), parser);
		}
		return (this.reading != null) ? this.reading.apply(parser)
				: (T) InstantDeserializer.INSTANT.deserialize(parser, context);
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) {
		return this.missing;
	}

}
