package com.experiture.boot.autoconfigure;

import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.experiture.client.ExperitureClients;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.TokenException;
import com.experiture.client.lists.ListsClient;
import com.experiture.client.records.RecordsClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for the hints in exceptions that wrong settings cause.
 */
class FailureHintsTests {

	@RegisterExtension
	static final WireMockExtension api = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class));

	@BeforeEach
	void stubApi() {
		api.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(403)
			.withHeader("Content-Type", "application/json")
			.withBody("{\"success\":false,\"error\":{\"code\":\"CDP_ETL.AUTH.FORBIDDEN\",\"message\":\"no\"}}")));
		api.stubFor(post(urlPathEqualTo("/token"))
			.willReturn(okJson("{\"access_token\":\"t-1\",\"token_type\":\"bearer\",\"expires_in\":3600}")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 405, 410, 501 })
	void namesTokenUriIfStatusIsNotOfTokenEndpoint(int status) {
		api.stubFor(post(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(status)));
		runner().run((context) -> assertThatExceptionOfType(TokenException.class)
			.isThrownBy(() -> context.getBean(ListsClient.class).get("lst_1"))
			.withMessageContaining(String.valueOf(status))
			.withMessageContaining("check experiture.token-uri")
			.withMessageNotContaining("client-secret")
			.satisfies((failure) -> assertThat(failure.isTransient()).isFalse()));
	}

	@ParameterizedTest
	@CsvSource({ "400, text/html", "401, text/html;charset=utf-8", "403, text/html" })
	void namesTokenUriIfTokenEndpointReturnsHtml(int status, String type) {
		api.stubFor(post(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(status)
			.withHeader("Content-Type", type)
			.withBody("<html><body>Sign in</body></html>")));
		runner().run((context) -> assertThatExceptionOfType(TokenException.class)
			.isThrownBy(() -> context.getBean(ListsClient.class).get("lst_1"))
			.withMessageContaining("HTML page")
			.withMessageContaining("check experiture.token-uri")
			.withMessageNotContaining("client-secret"));
	}

	@Test
	void namesTokenUriIfSuccessfulTokenResponseIsHtml() {
		api.stubFor(post(urlPathEqualTo("/token"))
			.willReturn(aResponse().withHeader("Content-Type", "text/html").withBody("<html></html>")));
		runner().run((context) -> assertThatExceptionOfType(TokenException.class)
			.isThrownBy(() -> context.getBean(ListsClient.class).get("lst_1"))
			.withMessageContaining("check experiture.token-uri"));
	}

	@ParameterizedTest
	@CsvSource({ "401, invalid_client", "404, invalid_client" })
	void namesCredentialsIfTokenEndpointReturnsError(int status, String error) {
		api.stubFor(post(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(status)
			.withHeader("Content-Type", "application/json")
			.withBody("{\"error\":\"" + error + "\"}")));
		runner().run((context) -> assertThatExceptionOfType(TokenException.class)
			.isThrownBy(() -> context.getBean(ListsClient.class).get("lst_1"))
			.withMessageContaining("experiture.client-secret"));
	}

	@Test
	void namesScopeMissingInConfiguration() {
		runner().withPropertyValues("experiture.scopes=campaigns:read cdp:imports:read")
			.run((context) -> assertThatExceptionOfType(ForbiddenException.class)
				.isThrownBy(() -> context.getBean(ListsClient.class).get("lst_1"))
				.withMessageContaining("cdp:lists:read, which is missing in experiture.scopes"));
		runner().withPropertyValues("experiture.scopes=campaigns:read,cdp:lists:read")
			.run((context) -> assertThatExceptionOfType(ForbiddenException.class)
				.isThrownBy(() -> context.getBean(ListsClient.class).get("lst_1"))
				.withMessageContaining("grant it to the client in the Experiture console")
				.withMessageNotContaining("is missing in"));
		runner().run((context) -> assertThatExceptionOfType(ForbiddenException.class)
			.isThrownBy(() -> context.getBean(ListsClient.class).get("lst_1"))
			.withMessageNotContaining("is missing in"));
		runner().withPropertyValues("experiture.scopes=campaigns:read")
			.run((context) -> assertThatExceptionOfType(ForbiddenException.class)
				.isThrownBy(() -> context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1")))
				.withMessageContaining("experiture.scopes"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "default", "eu" })
	void namesWorkspaceAndObjectInFailure(String workspace) {
		runner().run((context) -> {
			ExperitureException failure = catchThrowableOfType(ExperitureException.class,
					() -> context.getBean(ExperitureClients.class)
						.get(workspace)
						.records()
						.append("orders", Map.of("order_id", "o-1")));
			assertThat(failure).hasMessageContaining("workspace " + workspace + ", object orders");
			assertThat(failure.call().workspace()).isEqualTo(workspace);
			assertThat(failure.call().object()).isEqualTo("orders");
		});
	}

	private ApplicationContextRunner runner() {
		return this.runner.withPropertyValues("experiture.client-id=id", "experiture.client-secret=s3cr3t",
				"experiture.workspaces.eu.client-id=eu", "experiture.base-url=" + api.baseUrl(),
				"experiture.token-uri=" + api.baseUrl() + "/token", "experiture.retry.max-attempts=1");
	}

}
