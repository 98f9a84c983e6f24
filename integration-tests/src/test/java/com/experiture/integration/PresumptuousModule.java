package com.experiture.integration;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.function.Function;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * A module of the class path with one useful serializer, and others for types of the
 * platform that would break the rules for records.
 */
public final class PresumptuousModule extends SimpleModule {

	private static final long serialVersionUID = 1L;

	public PresumptuousModule() {
		super(PresumptuousModule.class.getName());
		add(Money.class, (money) -> money.cents() + " " + money.currency());
		add(Instant.class, (instant) -> "some time");
		add(LocalDateTime.class, (time) -> "some local time");
		add(Date.class, (day) -> "some day");
		add(String.class, (text) -> text);
		add(Iterator.class, (iterator) -> "some elements");
		addSerializer(Double.class, new Numbers<>());
		addSerializer(BigDecimal.class, new Numbers<>());
	}

	private <T> void add(Class<T> type, Function<T, String> text) {
		addSerializer(type, new ValueSerializer<T>() {

			@Override
			public void serialize(T value, JsonGenerator generator, SerializationContext context) {
				generator.writeString(text.apply(value));
			}

		});
	}

	private static final class Numbers<T> extends ValueSerializer<T> {

		@Override
		public void serialize(T value, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(value.toString());
		}

	}

	/**
	 * A type of the application that only the module can write.
	 */
	public static final class Money {

		private final long cents;

		private final String currency;

		public Money(long cents, String currency) {
			this.cents = cents;
			this.currency = currency;
		}

		long cents() {
			return this.cents;
		}

		String currency() {
			return this.currency;
		}

	}

}
