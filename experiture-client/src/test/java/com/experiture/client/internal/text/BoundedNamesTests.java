package com.experiture.client.internal.text;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BoundedNames}.
 */
class BoundedNamesTests {

	@Test
	void replacesNamesBeyondLimit() {
		BoundedNames names = new BoundedNames();
		assertThat(
				IntStream.range(0, 10_000).mapToObj((i) -> names.bound("GET /orders/" + i)).collect(Collectors.toSet()))
			.hasSize(201)
			.contains("GET /orders/0", BoundedNames.OTHER);
		assertThat(names.bound("GET /orders/7")).isEqualTo("GET /orders/7");
	}

}
