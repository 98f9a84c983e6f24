package com.experiture.client.call;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link IdempotencyKey}.
 */
class IdempotencyKeyTests {

	@Test
	void derivesStableKeyOfVersion4() {
		IdempotencyKey key = IdempotencyKey.of("order", 4711);
		assertThat(key).hasToString("341ff794-6e2e-4f55-8c50-7309f80aba8d")
			.isEqualTo(IdempotencyKey.of("order", "4711"));
		assertThat(key.value().version()).isEqualTo(4);
	}

	@Test
	void distinguishesBoundariesOfParts() {
		assertThat(IdempotencyKey.of("ab", "c")).isNotEqualTo(IdempotencyKey.of("a", "bc"));
	}

	@Test
	void rejectsPartsWithoutStableText() {
		assertThatIllegalArgumentException().isThrownBy(() -> IdempotencyKey.of("order", new byte[] { 1 }));
		assertThatIllegalArgumentException().isThrownBy(() -> IdempotencyKey.of("order", new Object()));
	}

	@Test
	void rejectsOtherVersions() {
		UUID nameBased = UUID.nameUUIDFromBytes(new byte[] { 1 });
		assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey(nameBased));
		assertThatIllegalArgumentException().isThrownBy(() -> IdempotencyKey.parse("4711"));
		assertThatIllegalArgumentException().isThrownBy(IdempotencyKey::of);
	}

}
