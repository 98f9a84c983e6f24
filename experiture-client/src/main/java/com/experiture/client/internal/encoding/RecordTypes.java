package com.experiture.client.internal.encoding;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;

import javax.xml.datatype.XMLGregorianCalendar;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ext.javatime.ser.InstantSerializer;
import tools.jackson.databind.ext.javatime.ser.OffsetDateTimeSerializer;
import tools.jackson.databind.ext.javatime.ser.OffsetTimeSerializer;
import tools.jackson.databind.ext.javatime.ser.ZonedDateTimeSerializer;
import tools.jackson.databind.ext.sql.JavaSqlTimeSerializer;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.jdk.JavaUtilCalendarSerializer;
import tools.jackson.databind.ser.jdk.JavaUtilDateSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * JDK types that are written by rules of this client, or rejected. Registered after the
 * modules of the class path, so that it is applied before them.
 */
public final class RecordTypes extends JacksonModule {

	@Override
	public String getModuleName() {
		return RecordTypes.class.getName();
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		context.addSerializers(new Types());
		context.overrideDefaultNullKeySerializer(new NullKeyRejector());
	}

	private static final class Types extends Serializers.Base {

		@Override
		public @Nullable ValueSerializer<?> findSerializer(SerializationConfig config, JavaType type,
				BeanDescription.Supplier description, JsonFormat.@Nullable Value format) {
			Class<?> raw = type.getRawClass();
			String reason = UnsupportedTypes.platform(raw);
			return (reason != null) ? new RejectingSerializer(reason) : time(raw);
		}

		private static @Nullable ValueSerializer<?> time(Class<?> type) {
			if (type == Instant.class) {
				return TimeSerializer.of(InstantSerializer.INSTANCE, false);
			}
			if (type == OffsetDateTime.class) {
				return TimeSerializer.of(OffsetDateTimeSerializer.INSTANCE, true);
			}
			if (type == ZonedDateTime.class) {
				return TimeSerializer.of(ZonedDateTimeSerializer.INSTANCE, true);
			}
			if (type == OffsetTime.class) {
				return TimeSerializer.of(OffsetTimeSerializer.INSTANCE, true);
			}
			if (type == LocalDateTime.class) {
				return new RejectingSerializer(RecordText.ZONELESS);
			}
			if (java.sql.Date.class.isAssignableFrom(type)) {
				return new SqlDateSerializer(null);
			}
			if (java.sql.Time.class.isAssignableFrom(type)) {
				return JavaSqlTimeSerializer.instance;
			}
			if (Date.class.isAssignableFrom(type)) {
				return TimeSerializer.of(JavaUtilDateSerializer.instance, (date) -> ((Date) date).toInstant());
			}
			if (Calendar.class.isAssignableFrom(type)) {
				return TimeSerializer.of(JavaUtilCalendarSerializer.instance,
						(calendar) -> ((Calendar) calendar).toInstant());
			}
			// The text contains the zone, if there is one.
			return XMLGregorianCalendar.class.isAssignableFrom(type) ? ToStringSerializer.instance : null;
		}

	}

	private static final class NullKeyRejector extends ValueSerializer<Object> {

		@Override
		public void serialize(@Nullable Object key, JsonGenerator generator, SerializationContext context) {
			throw RecordKeySerializer.nullKey(generator);
		}

	}

}
