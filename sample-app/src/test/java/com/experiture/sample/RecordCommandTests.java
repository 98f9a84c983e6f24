package com.experiture.sample;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordCommand}.
 */
class RecordCommandTests {

	@Test
	void javaRecordIsPrintedForTheNamingOfTheSample() {
		assertThat(RecordCommand.run(new String[] { "--record=profiles", "--type=com.acme.Customer" }))
			.startsWith("package com.acme;")
			.contains("public record Customer(", "\t\t@Nullable String firstName,", "public enum LoyaltyTier {");
	}

	@Test
	void kotlinDataClassIsPrinted() {
		assertThat(RecordCommand.run(new String[] { "--record=orders", "--type=Order", "--kotlin" }))
			.contains("data class Order(", "\tval orderId: String? = null,")
			.doesNotContain("package");
	}

}
