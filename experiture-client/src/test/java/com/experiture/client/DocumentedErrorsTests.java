package com.experiture.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.error.ApiException;
import com.experiture.client.error.ServerErrorException;
import com.experiture.client.settings.RetrySettings;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests the exception for each documented status and error code, and how often the
 * request is sent with three attempts.
 */
class DocumentedErrorsTests {

	@RegisterExtension
	static final WireMockExtension api = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	private ExperitureClient client;

	@BeforeEach
	void createClient() {
		this.client = ExperitureClient.builder()
			.baseUrl(URI.create(api.baseUrl() + "/public/v1"))
			.tokenProvider(new FixedToken())
			.retry(new RetrySettings(3, Duration.ZERO, Duration.ZERO))
			.build();
	}

	@AfterEach
	void closeClient() {
		this.client.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | CDP_ETL.VALIDATION.REQUEST_INVALID                 | ValidationException      | 1
			401 | CDP_ETL.AUTH.UNAUTHORIZED                          | AuthenticationException  | 2
			401 | CDP_ETL.AUTH.TOKEN_EXPIRED                         | AuthenticationException  | 2
			401 | CDP_ETL.AUTH.TOKEN_INVALID                         | AuthenticationException  | 2
			403 | CDP_ETL.AUTH.FORBIDDEN                             | ForbiddenException       | 1
			404 | CDP_ETL.NOT_FOUND                                  | NotFoundException        | 1
			404 | JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_FOUND             | NotFoundException        | 1
			409 | CDP_ETL.WRITE.CONFLICT                             | ConflictException        | 3
			409 | JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_DRAFT             | NotDraftException        | 1
			409 | JOURNEY_API.PUBLIC.CAMPAIGNS.TEMPLATE_NOT_PUBLISHED | ConflictException       | 1
			409 | TEMPLATE_NOT_PUBLISHED                             | ConflictException        | 1
			409 | TYPE_UNSUPPORTED                                   | ConflictException        | 1
			409 | SUMMARY_TYPE_UNSUPPORTED                           | ConflictException        | 1
			413 | CDP_ETL.VALIDATION.REQUEST_INVALID                 | PayloadTooLargeException | 1
			422 | CDP_ETL.VALIDATION.REQUEST_SCHEMA                  | ValidationException      | 1
			422 | schema_mismatch                                    | ValidationException      | 1
			429 | CDP_ETL.RATE.LIMITED                               | RateLimitedException     | 3
			429 | CDP_ETL.QUOTA.EXCEEDED                             | RateLimitedException     | 3
			500 | CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION               | ServerErrorException     | 3
			502 | CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION               | ServerErrorException     | 3
			503 | CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION               | ServerErrorException     | 3
			504 | CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION               | ServerErrorException     | 3
			""")
	void mapsCodeToExceptionAndRetriesAsDocumented(int status, String code, String type, int requests) {
		ApiException failure = fail(
				jsonResponse("{\"success\":false,\"error\":{\"code\":\"%s\",\"message\":\"m\"}}".formatted(code),
						status)
					.withHeader("Retry-After", "0"));
		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure.error().code()).isEqualTo(code);
		assertThat(failure.call().attempts()).isEqualTo(requests);
		assertThat(api.getAllServeEvents()).hasSize(requests);
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 503, 504 })
	void retriesGatewayErrorWithoutJson(int status) {
		assertThat(fail(status(status).withBody("<html>Bad gateway</html>").withHeader("Content-Type", "text/html")))
			.isInstanceOf(ServerErrorException.class);
		assertThat(api.getAllServeEvents()).hasSize(3);
	}

	@Test
	void readsServerCorrelationIdOfFailureFromHeader() {
		ApiException failure = fail(
				jsonResponse("{\"success\":false,\"error\":{\"code\":\"CDP_ETL.NOT_FOUND\",\"message\":\"m\"}}", 404)
					.withHeader("x-correlation-id", "id-of-the-server"));
		assertThat(failure.call().serverCorrelationId()).isEqualTo("id-of-the-server");
	}

	private ApiException fail(ResponseDefinitionBuilder response) {
		api.stubFor(any(anyUrl()).willReturn(response));
		ApiException failure = catchThrowableOfType(ApiException.class,
				() -> this.client.records().upsert("profiles", Map.of("email", "ada@example.com"), "email"));
		assertThat(failure).isNotNull();
		return failure;
	}

}
