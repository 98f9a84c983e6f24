package com.experiture.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.ApiResponse;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests calls whose response has no envelope, such as that for the API's OpenAPI
 * document, and access to whole responses.
 */
class RawCallTests {

	private static final String DOCUMENT = "{\"openapi\":\"3.1.0\",\"paths\":{}}";

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private ExperitureClient client = Clients.of(this.emulator).build();

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@Test
	void fetchesOpenApiDocumentBelowBaseUrlWithToken() {
		serve("/public/v1/openapi.json", aResponse().withBody(DOCUMENT).withHeader("Content-Type", "application/json"));
		assertThat(this.client.openApiDocument()).isEqualTo(DOCUMENT);
		assertThat(this.client.reactive().openApiDocument().block()).isEqualTo(DOCUMENT);
	}

	@Test
	void fetchesOpenApiDocumentFromConfiguredUrl() {
		serve("/spec/openapi.yaml?version=1",
				aResponse().withBody("openapi: 3.1.0").withHeader("Content-Type", "application/yaml"));
		URI address = URI.create(root() + "/spec/openapi.yaml?version=1");
		try (ExperitureClient other = Clients.of(this.emulator).openApiUrl(address).build()) {
			assertThat(other.openApiDocument()).isEqualTo("openapi: 3.1.0");
			assertThat(other.settings().openApiUrl()).isEqualTo(address);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://api.example.com/openapi.json", "openapi.json", "ftp://localhost/a",
			"https://user:secret@api.example.com/a" })
	void rejectsUrlThatMustNotReceiveToken(String address) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Clients.of(this.emulator).openApiUrl(URI.create(address)).build())
			.withMessageContaining("OpenAPI");
		ApiRequest<String> request = ApiRequest.to(HttpMethod.GET, "/a", EndpointClass.READ)
			.address(URI.create(address))
			.returningRaw(String.class);
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> this.client.call(request))
			.withMessageContaining("address")
			.withMessageNotContaining("secret");
	}

	@Test
	void retriesRawCallLikeAnyOther() {
		this.emulator.wireMock()
			.stubFor(get(urlEqualTo("/public/v1/things")).inScenario("a")
				.whenScenarioStateIs("Started")
				.willSetStateTo("up")
				.willReturn(aResponse().withStatus(503)));
		this.emulator.wireMock()
			.stubFor(get(urlEqualTo("/public/v1/things")).inScenario("a")
				.whenScenarioStateIs("up")
				.willReturn(aResponse().withBody("[1,2]")));
		ApiResponse<JsonNode> response = this.client.exchange(things().returningRaw(JsonNode.class));
		assertThat(response.data()).hasToString("[1,2]");
		assertThat(response.json()).hasToString("[1,2]");
		assertThat(response.text()).isEqualTo("[1,2]");
		assertThat(response.call().attempts()).isEqualTo(2);
		assertThat(response.correlationId()).isNull();
	}

	@Test
	void readsBodyAsType() {
		serve("/public/v1/things", aResponse().withBody("{\"name\":\"a\"}"));
		assertThat(this.client.call(things().returningRaw(new ParameterizedTypeReference<Map<String, String>>() {
		}))).isEqualTo(Map.of("name", "a"));
		assertThat(this.client.call(things().returningRaw(Thing.class))).isEqualTo(new Thing("a"));
		assertThat(this.client.call(things().returningRaw(byte[].class))).asString().isEqualTo("{\"name\":\"a\"}");
		assertThat(this.client.call(things().returningRaw(Void.class))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html>no</html>", "{\"name\":", "{\"name\":\"a\"} {}", "[1]" })
	void rejectsBodyOfOtherType(String body) {
		serve("/public/v1/things", aResponse().withBody(body));
		assertThatExceptionOfType(InvalidResponseException.class)
			.isThrownBy(() -> this.client.call(things().returningRaw(Thing.class)));
	}

	@Test
	void readsFailureOfRawCallLikeAnyOther() {
		serve("/public/v1/things", aResponse().withStatus(403)
			.withHeader("x-correlation-id", "c-1")
			.withBody("{\"success\":false,\"error\":{\"code\":\"CDP_ETL.AUTH.FORBIDDEN\",\"message\":\"no\"}}"));
		assertThatExceptionOfType(ForbiddenException.class)
			.isThrownBy(() -> this.client.call(things().returningRaw(String.class)))
			.satisfies((failure) -> {
				assertThat(failure.error().code()).isEqualTo("CDP_ETL.AUTH.FORBIDDEN");
				assertThat(failure.call().serverCorrelationId()).isEqualTo("c-1");
			});
	}

	@Test
	void keepsTextThatIsNotJson() {
		serve("/public/v1/things", aResponse().withBody("openapi: 3.1.0"));
		ApiResponse<String> response = this.client.exchange(things().returningRaw(String.class));
		assertThat(response.data()).isEqualTo("openapi: 3.1.0");
		assertThatIllegalStateException().isThrownBy(response::json);
	}

	@Test
	void exposesPaginationAndUnknownFields() {
		serve("/public/v1/things", aResponse().withHeader("x-correlation-id", "c-1")
			.withBody(
					"{\"success\":true,\"data\":[1],\"pagination\":{\"total\":3,\"limit\":1,\"offset\":0},\"new\":7}"));
		ApiResponse<JsonNode> response = this.client.exchange(things().returning(JsonNode.class),
				CallOptions.builder().correlationId("mine").build());
		assertThat(response.data()).hasToString("[1]");
		assertThat(response.pagination()).isNotNull()
			.satisfies((pagination) -> assertThat(pagination.total()).isEqualTo(3));
		assertThat(response.correlationId()).isEqualTo("c-1");
		assertThat(response.call().correlationId()).isEqualTo("mine");
		assertThat(response.json().path("new").asInt()).isEqualTo(7);
		assertThat(response.toString()).contains("c-1").doesNotContain("[1]");
	}

	@Test
	void ignoresFailingResponseListener() {
		CallOptions options = CallOptions.builder().onResponse((response) -> {
			throw new IllegalStateException("mine");
		}).build();
		assertThat(this.client.records().with(options).append("orders", Map.of("order_id", "o-1")).accepted()).isTrue();
		assertThat(this.client.reactive().records().with(options).append("orders", Map.of("order_id", "o-2")).block())
			.isNotNull();
	}

	@Test
	void exposesNoResponseOfFailedAttempts() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND).times(1).inject(Fault.status(503));
		List<ApiResponse<?>> responses = new ArrayList<>();
		this.client.records()
			.with(CallOptions.builder().onResponse(responses::add).build())
			.append("orders", Map.of("order_id", "o-1"));
		assertThat(responses).singleElement()
			.satisfies((response) -> assertThat(response.call().attempts()).isEqualTo(2));
	}

	@Test
	void exposesResponseOfEachCallOfBulkWriteAndPages() {
		List<ApiResponse<?>> responses = Collections.synchronizedList(new ArrayList<>());
		CallOptions options = CallOptions.builder().onResponse(responses::add).build();
		List<Map<String, String>> orders = IntStream.range(0, 25)
			.mapToObj((i) -> Map.of("order_id", "o-" + i))
			.toList();
		this.client.records()
			.with(options)
			.appendAll("orders", RecordSource.of(orders), BulkOptions.builder().batchSize(10, 100_000).build());
		assertThat(responses).filteredOn((response) -> response.call().endpoint().equals("records.append-batch"))
			.hasSize(3);
		responses.clear();
		for (int i = 0; i < 3; i++) {
			this.client.lists().create("List " + i);
		}
		assertThat(this.client.lists().with(options).list(2)).hasSize(3);
		assertThat(responses).hasSizeGreaterThanOrEqualTo(2);
	}

	private String root() {
		return this.emulator.baseUrl().resolve("/").toString().replaceAll("/$", "");
	}

	private void serve(String path, ResponseDefinitionBuilder response) {
		this.emulator.wireMock()
			.stubFor(get(urlEqualTo(path)).withHeader("Authorization", matching("Bearer .+"))
				.withHeader("x-correlation-id", matching(".+"))
				.willReturn(response));
	}

	private static ApiRequest.Builder things() {
		return ApiRequest.to(HttpMethod.GET, "/things", EndpointClass.READ);
	}

	record Thing(String name) {
	}

}
