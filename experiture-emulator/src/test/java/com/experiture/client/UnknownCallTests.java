package com.experiture.client;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.NotFoundException;
import com.experiture.client.error.ValidationException;
import com.experiture.emulator.ExperitureEmulator;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the generic call with calls that this version does not know, such as those of the
 * Content Studio.
 */
class UnknownCallTests {

	private static final String UUID_V4 = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final ExperitureClient client = Clients.of(this.emulator).build();

	@BeforeEach
	void authorize() {
		this.client.lists().create("token", null);
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@Test
	void sendsQueryParameters() {
		stub(WireMock.get(urlPathEqualTo("/public/v1/templates"))
			.withQueryParam("channel", equalTo("email"))
			.withQueryParam("name", equalTo("Spring & Summer"))
			.withQueryParam("page", equalTo("2"))
			.withHeader("Idempotency-Key", absent()), "[{\"id\":\"tpl_1\"}]");
		List<Template> templates = this.client.call(ApiRequest.to(HttpMethod.GET, "/templates", EndpointClass.READ)
			.query("channel", "email")
			.query("name", "Spring & Summer")
			.query("page", 2)
			.query("left-out", null)
			.returning(new ParameterizedTypeReference<List<Template>>() {
			}));
		assertThat(templates).containsExactly(new Template("tpl_1"));
	}

	@ParameterizedTest
	@MethodSource
	void sendsBodyAndIdempotencyKeyWithWrite(HttpMethod method, Object body) {
		MappingBuilder request = WireMock
			.request(method.name(), urlPathEqualTo("/public/v1/templates/tpl%201/proofs/%C3%A4"))
			.withHeader("Authorization", matching("Bearer .+"))
			.withHeader("x-correlation-id", matching(".+"))
			.withHeader("Idempotency-Key", matching(UUID_V4));
		if (body != null) {
			request.withHeader("Content-Type", matching("application/json.*"))
				.withRequestBody(equalToJson("{\"to\":[\"ada@example.com\"],\"note\":null}"));
		}
		stub(request, "{\"id\":\"prf_1\"}");
		ApiRequest.Builder call = ApiRequest.to(method, "/templates/{id}/proofs/{name}", EndpointClass.CAMPAIGN_WRITE,
				"tpl 1", "ä");
		ApiRequest<JsonNode> complete = ((body != null) ? call.json(body) : call).returning(JsonNode.class);
		assertThat(this.client.call(complete).get("id").asString()).isEqualTo("prf_1");
		assertThat(this.client.reactive().call(complete, CallOptions.none()).block().get("id").asString())
			.isEqualTo("prf_1");
	}

	static Stream<Arguments> sendsBodyAndIdempotencyKeyWithWrite() {
		Map<String, Object> body = new java.util.LinkedHashMap<>(Map.of("to", List.of("ada@example.com")));
		body.put("note", null);
		return Stream.of(Arguments.of(HttpMethod.POST, body), Arguments.of(HttpMethod.PUT, body),
				Arguments.of(HttpMethod.PATCH, body), Arguments.of(HttpMethod.DELETE, null));
	}

	@Test
	void acceptsDeleteWithoutData() {
		this.emulator.wireMock()
			.stubFor(WireMock.delete(urlPathEqualTo("/public/v1/sender-profiles/snd_1"))
				.willReturn(okJson("{\"success\":true}")));
		assertThat(this.client
			.call(ApiRequest.to(HttpMethod.DELETE, "/sender-profiles/{id}", EndpointClass.CAMPAIGN_WRITE, "snd_1")
				.returning(Void.class)))
			.isNull();
	}

	@Test
	void failsWithTypedExceptions() {
		this.emulator.wireMock()
			.stubFor(
					WireMock.post(urlPathEqualTo("/public/v1/templates"))
						.willReturn(jsonResponse(
								"{\"success\":false,\"error\":{\"code\":\"X.REQUEST_INVALID\",\"message\":\"no\","
										+ "\"details\":{\"path\":\"name\"}}}",
								400)));
		ApiRequest<JsonNode> call = ApiRequest.to(HttpMethod.POST, "/templates", EndpointClass.CAMPAIGN_WRITE)
			.json(Map.of())
			.returning(JsonNode.class);
		assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> this.client.call(call))
			.satisfies((ex) -> assertThat(ex.error().path()).isEqualTo("name"))
			.withMessageContaining("POST /templates");
	}

	@Test
	void retriesTransientFailures() {
		this.emulator.wireMock()
			.stubFor(WireMock.get(urlPathEqualTo("/public/v1/templates"))
				.inScenario("busy")
				.willReturn(jsonResponse("{}", 503))
				.willSetStateTo("well"));
		this.emulator.wireMock()
			.stubFor(WireMock.get(urlPathEqualTo("/public/v1/templates"))
				.inScenario("busy")
				.whenScenarioStateIs("well")
				.willReturn(okJson("{\"success\":true,\"data\":[]}")));
		assertThat(this.client
			.call(ApiRequest.to(HttpMethod.GET, "/templates", EndpointClass.READ).returning(JsonNode.class))).isEmpty();
	}

	@Test
	void emulatorNamesUnknownCall() {
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.client
				.call(ApiRequest.to(HttpMethod.GET, "/templates", EndpointClass.READ).returning(JsonNode.class)))
			.withMessageContaining("UNKNOWN_CALL")
			.isInstanceOf(ApiException.class);
	}

	private void stub(MappingBuilder request, String data) {
		this.emulator.wireMock().stubFor(request.willReturn(okJson("{\"success\":true,\"data\":" + data + "}")));
	}

	record Template(String id) {
	}

}
