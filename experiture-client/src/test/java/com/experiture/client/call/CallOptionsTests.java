package com.experiture.client.call;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CallOptions}.
 */
class CallOptionsTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a\r\nAuthorization: b", "a\nb", "\u0000", "ä", "\u007f" })
	void correlationIdThatIsNoHeaderValueIsRefused(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> CallOptions.none().correlationId(id));
	}

	@Test
	void correlationIdIsBounded() {
		assertThat(CallOptions.none().correlationId("x".repeat(128)).correlationId()).hasSize(128);
		assertThatIllegalArgumentException().isThrownBy(() -> CallOptions.none().correlationId("x".repeat(129)));
	}

	@Test
	void timeoutIsPositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> CallOptions.none().timeout(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> CallOptions.none().timeout(Duration.ofSeconds(-1)));
	}

	@Test
	void settingOneKeepsTheOthers() {
		CallOptions options = CallOptions.none()
			.correlationId("id")
			.idempotencyKey(IdempotencyKey.of("a"))
			.timeout(Duration.ofSeconds(1));
		assertThat(options).isEqualTo(new CallOptions(IdempotencyKey.of("a"), "id", Duration.ofSeconds(1)));
	}

}
