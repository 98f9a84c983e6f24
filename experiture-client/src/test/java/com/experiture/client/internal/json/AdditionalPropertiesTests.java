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

	private final Map<String, JsonNode> fields = new LinkedHashMap<>();

	@Test
	void keepsUnmodifiableCopyInOrder() {
		this.fields.put("z", JsonNodeFactory.instance.nullNode());
		this.fields.put("a", JsonNodeFactory.instance.numberNode(1));
		Map<String, JsonNode> kept = AdditionalProperties.of(this.fields);
		this.fields.clear();
		assertThat(kept).containsOnlyKeys("z", "a");
		assertThat(kept.keySet()).containsExactly("z", "a");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(kept::clear);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> kept.remove("a"));
	}

	@Test
	void isEqualToMapWithSameEntries() {
		assertThat(AdditionalProperties.of(null)).isEmpty();
		assertThat(AdditionalProperties.of(Map.of())).isEqualTo(Map.of());
		this.fields.put("a", JsonNodeFactory.instance.numberNode(1));
		assertThat(AdditionalProperties.of(this.fields)).isEqualTo(this.fields).hasSameHashCodeAs(this.fields);
	}

	@Test
	void textContainsOnlyNames() {
		this.fields.put("owner", JsonNodeFactory.instance.stringNode("Jane Doe"));
		assertThat(AdditionalProperties.of(this.fields)).hasToString("[owner]");
	}

}
