package com.experiture.client.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Endpoint}.
 */
class EndpointTests {

	@Test
	void listsDocumentedCalls() throws IOException {
		List<String> rows = Arrays.stream(Endpoint.values())
			.map((endpoint) -> endpoint.method() + " " + endpoint.path() + " "
					+ ((endpoint.scope() != null) ? endpoint.scope() : "-"))
			.toList();
		assertThat(rows).hasSize(38).containsExactlyElementsOf(documentedCalls());
	}

	@ParameterizedTest
	@EnumSource
	void onlyReadsHaveNoIdempotencyKey(Endpoint endpoint) {
		boolean changesNothing = endpoint.method().name().equals("GET") || endpoint.path().endsWith("/preview")
				|| endpoint.path().endsWith("/preflight");
		assertThat(endpoint.endpointClass().isWrite()).isEqualTo(!changesNothing);
	}

	@Test
	void onlySendsAreNeverRetriedAfterAmbiguousFailure() {
		assertThat(Endpoint.values())
			.filteredOn((endpoint) -> endpoint.endpointClass().retryRule() == RetryRule.UNLESS_AMBIGUOUS)
			.containsExactlyInAnyOrder(Endpoint.CAMPAIGNS_SCHEDULE, Endpoint.CAMPAIGNS_SEND);
	}

	@Test
	void idsAreUniqueAndStartWithFamily() {
		assertThat(Endpoint.values()).extracting(Endpoint::id)
			.doesNotHaveDuplicates()
			.contains("records.upsert-batch", "lists.remove-members", "campaigns.get-summary");
	}

	private static List<String> documentedCalls() throws IOException {
		try (InputStream input = EndpointTests.class.getResourceAsStream("/endpoints.txt")) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.toList();
		}
	}

}
