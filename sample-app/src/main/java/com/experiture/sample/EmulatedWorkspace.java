package com.experiture.sample;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.experiture.emulator.CdpObject;
import com.experiture.emulator.FieldType;
import com.experiture.emulator.autoconfigure.ExperitureEmulatorCustomizer;

/**
 * The objects that the workspace of a real account must have as well.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("experiture.emulator.enabled")
class EmulatedWorkspace {

	@Bean
	ExperitureEmulatorCustomizer objects() {
		return (builder) -> builder.object(customers()).object(orders());
	}

	private static CdpObject customers() {
		return CdpObject.of("profiles", "profile")
			.primaryProfileRoot()
			.identityKey("customer_id", FieldType.STRING)
			.field("company", FieldType.STRING)
			.field("contact_name", FieldType.STRING)
			.field("contact_title", FieldType.STRING)
			.field("street", FieldType.STRING)
			.field("city", FieldType.STRING)
			.field("region", FieldType.STRING)
			.field("postal_code", FieldType.STRING)
			.field("country", FieldType.STRING)
			.field("office_phone", FieldType.STRING);
	}

	private static CdpObject orders() {
		return CdpObject.event("orders")
			.field("order_id", FieldType.STRING)
			.field("line_id", FieldType.INTEGER)
			.field("customer_id", FieldType.STRING)
			.field("ordered_at", FieldType.TIMESTAMP)
			.field("shipped_at", FieldType.TIMESTAMP)
			.field("product", FieldType.STRING)
			.field("category", FieldType.STRING)
			.field("quantity", FieldType.INTEGER)
			.field("unit_price", FieldType.NUMBER)
			.field("discount", FieldType.NUMBER)
			.field("ship_city", FieldType.STRING)
			.field("ship_country", FieldType.STRING);
	}

}
