package com.experiture.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests the documented conventions that all calls share.
 */
class DocumentedConventionsTests extends ContractTests {

	@Test
	void sendsEverythingOverHttpsBelowVersion() {
		assertThat(ExperitureClient.DEFAULT_BASE_URL).isEqualTo("https://api.experiture.ai/public/v1");
		assertThatIllegalArgumentException().isThrownBy(() -> ExperitureClient.builder()
			.baseUrl(URI.create("http://api.experiture.ai/public/v1"))
			.tokenProvider(new FixedToken())
			.build()
			.close());
	}

	@ParameterizedTest
	@EnumSource
	void usesHttpMethodAsDocumented(Endpoint endpoint) {
		String name = endpoint.name();
		String expected = "POST";
		if (name.contains("_GET") || name.contains("_LIST_") || name.endsWith("_LIST")) {
			expected = "GET";
		}
		else if (name.contains("_SET_")) {
			expected = "PUT";
		}
		else if (Set.of(Endpoint.LISTS_UPDATE, Endpoint.CAMPAIGNS_UPDATE).contains(endpoint)) {
			expected = "PATCH";
		}
		else if (Set.of(Endpoint.LISTS_DELETE, Endpoint.CAMPAIGNS_DELETE).contains(endpoint)) {
			expected = "DELETE";
		}
		assertThat(endpoint.method().name()).isEqualTo(expected);
	}

	@Test
	void keepsCaseOfRecordFields() {
		respondWithData("{}");
		this.client.records().upsert("profiles", Map.of("First_name", "Ada", "customerId", "c"), "customerId");
		assertSent("POST /records/profiles/upsert",
				"{\"record\":{\"First_name\":\"Ada\",\"customerId\":\"c\"},\"matchKey\":\"customerId\"}");
	}

	@Test
	void sendsJsonInUtf8() {
		respondWithData("{}");
		this.client.records().append("orders", Map.of("name", "Zoë"));
		LoggedRequest request = onlyRequest();
		assertThat(request.getHeader("Content-Type")).isEqualToIgnoringCase("application/json;charset=utf-8");
		assertThat(request.getBody()).isEqualTo("{\"record\":{\"name\":\"Zoë\"}}".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void callsLaterVersionWithItsBaseUrl() {
		respondWithData("{\"id\":\"tpl_1\"}");
		try (ExperitureClient later = ExperitureClient.builder()
			.baseUrl(URI.create(api.baseUrl() + "/public/v2"))
			.tokenProvider(new FixedToken())
			.build()) {
			later.call(ApiRequest.to(Endpoint.LISTS_GET, "lst_1").returning(Map.class));
		}
		assertThat(onlyRequest().getUrl()).isEqualTo("/public/v2/lists/lst_1");
	}

}
