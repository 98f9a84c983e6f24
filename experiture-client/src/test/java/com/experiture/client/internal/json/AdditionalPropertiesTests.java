package com.experiture.client.internal.json;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AdditionalProperties}.
 */
class AdditionalPropertiesTests {

	private final Map<String, JsonNode> members = new LinkedHashMap<>();

	@Test
	void keepsAnUnmodifiableCopyInOrder() {
		this.members.put("z", JsonNodeFactory.instance.nullNode());
		this.members.put("a", JsonNodeFactory.instance.numberNode(1));
		Map<String, JsonNode> kept = AdditionalProperties.of(this.members);
		this.members.clear();
		assertThat(kept).containsOnlyKeys("z", "a");
		assertThat(kept.keySet()).containsExactly("z", "a");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(kept::clear);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> kept.remove("a"));
	}

	@Test
	void isEqualToAnyMapWithTheSameMembers() {
		assertThat(AdditionalProperties.of(null)).isEmpty();
		assertThat(AdditionalProperties.of(Map.of())).isEqualTo(Map.of());
		this.members.put("a", JsonNodeFactory.instance.numberNode(1));
		assertThat(AdditionalProperties.of(this.members)).isEqualTo(this.members).hasSameHashCodeAs(this.members);
	}

	@Test
	void textHasOnlyTheNames() {
		this.members.put("owner", JsonNodeFactory.instance.stringNode("Jane Doe"));
		assertThat(AdditionalProperties.of(this.members)).hasToString("[owner]");
	}

}
