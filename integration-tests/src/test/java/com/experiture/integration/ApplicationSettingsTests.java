package com.experiture.integration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.client.call.Endpoint;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.FieldType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The mapper of the application and the one for records share the modules of the class
 * path, and nothing else.
 */
class ApplicationSettingsTests {

	@Test
	void recordsAreNamedAsByTheApplicationButWithoutItsSettings() {
		try (ExperitureEmulator emulator = emulator()) {
			runner(emulator).run((context) -> {
				KotlinCustomer jane = KotlinCustomers.jane(2.5);
				String own = context.getBean(JsonMapper.class).writeValueAsString(jane);
				assertThat(own).containsPattern("\"isVip\" ?: ?true").containsPattern("\"firstName\" ?: ?null");
				context.getBean(RecordsClient.class).append("people", jane);
				context.getBean(RecordsClient.class)
					.append("people", new Event("jane@example.com", Instant.EPOCH, new BigDecimal("1.50"), null));
				assertThat(emulator.requests(Endpoint.RECORDS_APPEND)).extracting((request) -> request.body())
					.containsExactly("{\"record\":{\"email\":\"jane@example.com\",\"isVip\":true,\"isDeleted\":false,"
							+ "\"getsNews\":true,\"id\":\"c-1\",\"since\":\"2026-04-21T13:30:00Z\",\"score\":2.5}}",
							"{\"record\":{\"email\":\"jane@example.com\",\"at\":\"1970-01-01T00:00:00Z\",\"total\":1.50}}");
			});
		}
	}

	private static ExperitureEmulator emulator() {
		CdpObject people = CdpObject.of("people", "profile").identityKey("email", FieldType.EMAIL);
		for (String field : new String[] { "isVip", "isDeleted", "getsNews", "id", "since", "score", "at", "total" }) {
			people = people.field(field, FieldType.JSON);
		}
		return ExperitureEmulator.builder().object(people).start();
	}

	private static ApplicationContextRunner runner(ExperitureEmulator emulator) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ExperitureAutoConfiguration.class))
			.withUserConfiguration(Settings.class)
			.withPropertyValues("experiture.base-url=" + emulator.baseUrl(),
					"experiture.token-uri=" + emulator.tokenUri(), "experiture.client-id=" + emulator.clientId(),
					"experiture.client-secret=" + emulator.clientSecret(),
					"spring.jackson.default-property-inclusion=always", "spring.jackson.time-zone=Asia/Tokyo",
					"spring.jackson.date-format=yyyy-MM-dd", "spring.jackson.serialization.indent-output=true");
	}

	record Event(String email, Instant at, BigDecimal total, @Nullable OffsetDateTime end) {
	}

	interface Renaming {

		@JsonProperty("mixedIn")
		BigDecimal total();

	}

	@Configuration(proxyBeanMethods = false)
	static class Settings {

		@Bean
		JsonMapperBuilderCustomizer mixIn() {
			return (builder) -> builder.addMixIn(Event.class, Renaming.class);
		}

		@Bean
		JacksonModule amounts() {
			return new SimpleModule("amounts").addSerializer(BigDecimal.class, new ValueSerializer<>() {

				@Override
				public void serialize(BigDecimal value, JsonGenerator generator, SerializationContext context) {
					generator.writeString("EUR " + value);
				}

			});
		}

	}

}
