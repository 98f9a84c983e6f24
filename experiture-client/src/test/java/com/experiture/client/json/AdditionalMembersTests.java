package com.experiture.client.json;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AdditionalMembers}.
 */
class AdditionalMembersTests {

	private final Map<String, JsonNode> members = new LinkedHashMap<>();

	@Test
	void keepsAnUnmodifiableCopyInOrder() {
		this.members.put("z", JsonNodeFactory.instance.nullNode());
		this.members.put("a", JsonNodeFactory.instance.numberNode(1));
		Map<String, JsonNode> kept = AdditionalMembers.of(this.members);
		this.members.clear();
		assertThat(kept).containsOnlyKeys("z", "a");
		assertThat(kept.keySet()).containsExactly("z", "a");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(kept::clear);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> kept.remove("a"));
	}

	@Test
	void isEqualToAnyMapWithTheSameMembers() {
		assertThat(AdditionalMembers.of(null)).isEmpty();
		assertThat(AdditionalMembers.of(Map.of())).isEqualTo(Map.of());
		this.members.put("a", JsonNodeFactory.instance.numberNode(1));
		assertThat(AdditionalMembers.of(this.members)).isEqualTo(this.members).hasSameHashCodeAs(this.members);
	}

	@Test
	void textHasOnlyTheNames() {
		this.members.put("owner", JsonNodeFactory.instance.stringNode("Jane Doe"));
		assertThat(AdditionalMembers.of(this.members)).hasToString("[owner]");
	}

}
