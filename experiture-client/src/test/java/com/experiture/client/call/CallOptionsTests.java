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
	void rejectsCorrelationIdThatIsNotHeaderValue(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> CallOptions.builder().correlationId(id).build());
	}

	@Test
	void limitsLengthOfCorrelationId() {
		assertThat(CallOptions.builder().correlationId("x".repeat(128)).build().correlationId()).hasSize(128);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CallOptions.builder().correlationId("x".repeat(129)).build());
	}

	@Test
	void rejectsTimeoutThatIsNotPositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> CallOptions.builder().timeout(Duration.ZERO).build());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CallOptions.builder().timeout(Duration.ofSeconds(-1)).build());
	}

	@Test
	void keepsAllOptionsThatWereSet() {
		CallOptions options = CallOptions.builder()
			.correlationId("id")
			.idempotencyKey(IdempotencyKey.of("a"))
			.timeout(Duration.ofSeconds(1))
			.build();
		assertThat(options.idempotencyKey()).isEqualTo(IdempotencyKey.of("a"));
		assertThat(options.correlationId()).isEqualTo("id");
		assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(1));
		assertThat(options.insertWithoutMatchKey()).isFalse();
		assertThat(options.onResponse()).isNull();
	}

	@Test
	void copiesAllOptions() {
		CallOptions options = CallOptions.builder()
			.correlationId("id")
			.idempotencyKey(IdempotencyKey.of("a"))
			.timeout(Duration.ofSeconds(1))
			.insertWithoutMatchKey(true)
			.onResponse((response) -> {
			})
			.build();
		assertThat(options.toBuilder().build()).isEqualTo(options).hasSameHashCodeAs(options);
		assertThat(options.toBuilder().idempotencyKey(null).build()).isNotEqualTo(options);
	}

}
