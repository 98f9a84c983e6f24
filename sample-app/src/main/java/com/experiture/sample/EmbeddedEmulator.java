package com.experiture.sample;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import com.experiture.boot.autoconfigure.ExperitureConnectionDetails;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.FieldType;

/**
 * Takes the place of the real service where no account is configured.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedEmulator.NoAccount.class)
class EmbeddedEmulator {

	@Bean(destroyMethod = "close")
	ExperitureEmulator experitureEmulator() {
		return ExperitureEmulator.builder().object(customers()).object(orders()).start();
	}

	@Bean
	ExperitureConnectionDetails emulatorConnectionDetails(ExperitureEmulator emulator) {
		return new EmulatorConnectionDetails(emulator);
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

	static final class NoAccount extends NoneNestedConditions {

		NoAccount() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty("experiture.client-id")
		static class Account {

		}

	}

	private record EmulatorConnectionDetails(ExperitureEmulator emulator) implements ExperitureConnectionDetails {

		@Override
		public String getBaseUrl() {
			return this.emulator.baseUrl().toString();
		}

		@Override
		public String getTokenUri() {
			return this.emulator.tokenUri().toString();
		}

		@Override
		public String getClientId() {
			return this.emulator.clientId();
		}

		@Override
		public String getClientSecret() {
			return this.emulator.clientSecret();
		}

	}

}
