package com.experiture.client.internal.encoding;

import java.sql.Date;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes the day of a {@link Date}. Its milliseconds are midnight of that day in the
 * default time zone, so another zone would result in another day.
 */
final class SqlDateSerializer extends ValueSerializer<Date> {

	private final @Nullable ValueSerializer<Object> days;

	SqlDateSerializer(@Nullable ValueSerializer<Object> days) {
		this.days = days;
	}

	@Override
	public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
		ValueSerializer<Object> standard = context.findValueSerializer(LocalDate.class);
		return new SqlDateSerializer(context.handleSecondaryContextualization(standard, property));
	}

	@Override
	public void serialize(Date value, JsonGenerator generator, SerializationContext context) {
		LocalDate day = value.toLocalDate();
		if (this.days != null) {
			this.days.serialize(day, generator, context);
		}
		else {
			generator.writeString(day.toString());
		}
	}

}
