package com.experiture.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.settings.RetrySettings;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A client of an API whose responses a test defines.
 */
abstract class ContractTests {

	static final String PREFIX = "/public/v1";

	@RegisterExtension
	static final WireMockExtension api = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	private static final JsonMapper json = new JsonMapper();

	ExperitureClient client;

	@BeforeEach
	void createClient() {
		this.client = ExperitureClient.builder()
			.baseUrl(URI.create(api.baseUrl() + PREFIX))
			.tokenProvider(new FixedToken())
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
			.build();
	}

	@AfterEach
	void closeClient() {
		this.client.close();
	}

	static JsonNode tree(String text) {
		return json.readTree(text);
	}

	static void respond(ResponseDefinitionBuilder response) {
		api.stubFor(any(anyUrl()).willReturn(response));
	}

	static void respondWithData(String data) {
		respond(okJson("{\"success\":true,\"data\":" + data + "}"));
	}

	static void respondWithPage(int page, String data) {
		api.stubFor(any(anyUrl()).withQueryParam("page", equalTo(Integer.toString(page)))
			.willReturn(okJson("{\"success\":true,\"data\":" + data + "}")));
	}

	static List<String> requests() {
		return api.getAllServeEvents()
			.stream()
			.map(ServeEvent::getRequest)
			.map((request) -> request.getMethod() + " " + request.getUrl().substring(PREFIX.length()))
			.sorted()
			.toList();
	}

	static LoggedRequest onlyRequest() {
		List<ServeEvent> events = api.getAllServeEvents();
		assertThat(events).hasSize(1);
		return events.get(0).getRequest();
	}

	/**
	 * Assert the method, path and body of a request.
	 */
	static void assertSent(String request, String body) {
		assertThat(requests()).containsExactly(request);
		assertThat(tree(onlyRequest().getBodyAsString())).isEqualTo(tree(body));
	}

	static void assertRejected(String endpoint, String field, ThrowingCallable call) {
		InvalidRequestException failure = catchThrowableOfType(InvalidRequestException.class, call);
		assertThat(failure).isNotNull();
		assertThat(failure.field()).isEqualTo(field);
		assertThat(failure.call().endpoint()).isEqualTo(endpoint);
		assertThat(failure.call().correlationId()).isNotBlank();
		assertThat(failure.call().attempts()).isZero();
		assertThat(requests()).isEmpty();
	}

}
