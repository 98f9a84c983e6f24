package com.experiture.client.internal.encoding;

import java.util.TimeZone;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.ser.std.DelegatingSerializer;
import tools.jackson.databind.util.StdDateFormat;

/**
 * Writes points in time, and rejects them if their {@code @JsonFormat} loses their zone.
 * This is checked once per property.
 */
final class TimeSerializer extends DelegatingSerializer {

	private final boolean ownZone;

	private final @Nullable Function<Object, Object> toInstant;

	private TimeSerializer(ValueSerializer<?> standard, boolean ownZone, @Nullable Function<Object, Object> toInstant) {
		super(standard);
		this.ownZone = ownZone;
		this.toInstant = toInstant;
	}

	/**
	 * For a type of {@code java.time}.
	 * @param standard Jackson's serializer
	 * @param ownZone whether the values have a zone or an offset of their own
	 * @return a serializer
	 */
	static TimeSerializer of(ValueSerializer<?> standard, boolean ownZone) {
		return new TimeSerializer(standard, ownZone, null);
	}

	/**
	 * For a type that Jackson writes with milliseconds although it can be more precise.
	 * @param standard Jackson's serializer, used if there is a format
	 * @param toInstant returns the instant
	 * @return a serializer
	 */
	static TimeSerializer of(ValueSerializer<?> standard, Function<Object, Object> toInstant) {
		return new TimeSerializer(standard, false, toInstant);
	}

	@Override
	protected ValueSerializer<Object> newDelegatingInstance(ValueSerializer<?> standard) {
		return new TimeSerializer(standard, this.ownZone, this.toInstant);
	}

	// The shape is handled below, when the property is known.
	@Override
	public ValueSerializer<?> withFormatOverrides(SerializationConfig config, JsonFormat.Value format) {
		return this;
	}

	@Override
	public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
		JsonFormat.Value found = findFormatOverrides(context, property, handledType());
		JsonFormat.Value format = (found != null) ? found : JsonFormat.Value.empty();
		TimeZone defaultZone = (this.toInstant != null) ? context.getTimeZone() : null;
		String problem = PointInTime.problem(format, this.ownZone, defaultZone);
		if (problem != null) {
			return new RejectingSerializer(problem);
		}
		boolean plain = !format.hasPattern() && !format.hasTimeZone() && !format.hasLocale()
				&& !format.getShape().isNumeric() && !context.isEnabled(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
				&& context.getConfig().getDateFormat() instanceof StdDateFormat;
		return (this.toInstant != null && plain) ? this
				: context.handleSecondaryContextualization(this._delegatee, property);
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		if (this.toInstant != null) {
			generator.writeString(this.toInstant.apply(value).toString());
		}
		else {
			super.serialize(value, generator, context);
		}
	}

}
