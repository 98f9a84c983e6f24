package com.experiture.openapi;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link OpenApiContract}.
 */
class OpenApiContractTests {

	private static final OpenApiContract CONTRACT = OpenApiContract.of(OpenApiDocument.ofRepository());

	private static final Exchange UPSERT = Exchange.of("POST", "/records/profiles/upsert", """
			{"record":{"email":"ada@example.com"},"matchKey":"email"}""", 200, """
			{"success":true,"data":{"operation":"upsert","objectName":"profiles","accepted":true,
			"acceptedAt":"2026-04-21T15:30:00Z","acceptedRecords":1,"matchKey":"email"}}""");

	private static final Exchange SCHEDULE = Exchange.of("PUT", "/campaigns/c1/schedule", """
			{"mode":"at","sendAt":"2026-04-21T15:30:00Z"}""", 200, """
			{"success":true,"data":{"id":"c1","name":"n","channel":"sms","authoringStatus":"draft"}}""");

	private static final Exchange PREFLIGHT = Exchange.of("POST", "/campaigns/c1/preflight", "{}", 200, """
			{"success":true,"data":{"journeyId":"j","versionId":"v","canPublish":false,
			"evaluatedAt":"2026-04-21T15:30:00Z","summary":{"blockers":1,"warnings":0,"info":0},
			"issues":[{"severity":"blocker","code":"NO_START_NODE","message":"m"}],"bindingsPreview":[]}}""");

	@Test
	void acceptsDocumentedExchange() {
		assertThat(UPSERT.violations(CONTRACT)).isEmpty();
		assertThat(SCHEDULE.violations(CONTRACT)).isEmpty();
		assertThat(PREFLIGHT.violations(CONTRACT)).isEmpty();
	}

	@Test
	void findsUnknownPath() {
		assertThat(UPSERT.withPath("/records/profiles/replace").violations(CONTRACT)).singleElement()
			.asString()
			.startsWith("request.path.missing: ");
	}

	@Test
	void findsWrongMethod() {
		Exchange get = Exchange.of("GET", "/records/profiles/upsert", "", 200, UPSERT.responseBody());
		assertThat(get.violations(CONTRACT)).singleElement().asString().startsWith("request.operation.notAllowed: ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"matchKey":"email"}                            | request.body.schema.required
			{"record":{"a":1},"key":"email"}                | request.body.schema.additionalProperties
			{"record":{}}                                   | request.body.schema.minProperties
			{"record":[1]}                                  | request.body.schema.type
			{"record":                                      | request.body.schema.invalidJson
			''                                              | request.body.missing
			""")
	void findsInvalidBody(String body, String key) {
		assertThat(UPSERT.withRequestBody(body).violations(CONTRACT)).singleElement().asString().startsWith(key + ": ");
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"mode":"later"}""", """
			{"mode":"at"}""", """
			{"mode":"batch_on_date"}""", """
			{"mode":"at","sendAt":"2026-04-21T15:30:00"}""", """
			{"sendAt":"2026-04-21T15:30:00Z"}""" })
	void findsInvalidSchedule(String body) {
		assertThat(SCHEDULE.withRequestBody(body).violations(CONTRACT)).isNotEmpty()
			.allSatisfy((violation) -> assertThat(violation).startsWith("request.body.schema."));
	}

	@Test
	void findsUnknownEnumValueInRequest() {
		assertThat(SCHEDULE.withRequestBody("""
				{"mode":"later"}""").violations(CONTRACT))
			.anySatisfy((violation) -> assertThat(violation).startsWith("request.body.schema.enum: "));
		Exchange campaign = Exchange.of("POST", "/campaigns", """
				{"campaignType":"broadcast","name":"n","channel":"fax"}""", 201, SCHEDULE.responseBody());
		assertThat(campaign.violations(CONTRACT)).singleElement().asString().startsWith("request.body.schema.enum: ");
	}

	@Test
	void findsBatchWithTooManyRecords() {
		assertThat(batch(10_000).violations(CONTRACT)).isEmpty();
		assertThat(batch(10_001).violations(CONTRACT)).singleElement()
			.asString()
			.startsWith("request.body.schema.maxItems: ");
		assertThat(batch(0).violations(CONTRACT)).singleElement()
			.asString()
			.startsWith("request.body.schema.minItems: ");
	}

	private static Exchange batch(int size) {
		String records = IntStream.range(0, size)
			.mapToObj((index) -> "{\"email\":\"" + index + "@example.com\"}")
			.collect(Collectors.joining(","));
		return Exchange.of("POST", "/records/profiles/upsert-batch", "{\"records\":[" + records + "]}", 202, """
				{"success":true,"data":{"jobId":"j1"}}""");
	}

	@ParameterizedTest
	@CsvSource({ "/campaigns?limit=0, request.parameter.schema.minimum",
			"/campaigns?channel=fax, request.parameter.schema.enum",
			"/campaigns?page=1, request.parameter.query.unexpected" })
	void findsInvalidQuery(String path, String key) {
		Exchange list = Exchange.of("GET", "/campaigns?channel=email&search=spring%20sale", "", 200, """
				{"success":true,"data":[],"pagination":{"total":0,"limit":50,"offset":0}}""");
		assertThat(list.violations(CONTRACT)).isEmpty();
		assertThat(list.withPath(path).violations(CONTRACT)).singleElement().asString().startsWith(key + ": ");
	}

	@Test
	void findsIdempotencyKeyThatIsNoRandomUuid() {
		Map<String, List<String>> headers = Map.of("Authorization", List.of("Bearer token"), "Content-Type",
				List.of("application/json"), "idempotency-key", List.of("3f2b8c1e-9d4a-1b6f-8a7e-5c0d1e2f3a4b"));
		assertThat(UPSERT.withRequestHeaders(headers).violations(CONTRACT)).singleElement()
			.asString()
			.startsWith("request.parameter.schema.pattern: ");
	}

	@Test
	void findsMissingToken() {
		assertThat(UPSERT.withRequestHeaders(Map.of("Content-Type", List.of("application/json"))).violations(CONTRACT))
			.singleElement()
			.asString()
			.startsWith("request.security.missing: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"operation":"upsert","objectName":"profiles","accepted":true}""", """
			{"success":false,"data":{"operation":"upsert","objectName":"profiles","accepted":true,
			"acceptedAt":"2026-04-21T15:30:00Z","acceptedRecords":1}}""", """
			{"success":true}""", """
			{"success":true,"data":{"operation":"upsert"}}""" })
	void findsInvalidResponse(String body) {
		assertThat(UPSERT.withResponseBody(body).violations(CONTRACT)).isNotEmpty()
			.allSatisfy((violation) -> assertThat(violation).startsWith("response.body.schema."));
	}

	@Test
	void namesMissingFieldsOfEnvelope() {
		assertThat(String.join(" ", UPSERT.withResponseBody("{}").violations(CONTRACT))).contains("success", "data");
	}

	@Test
	void findsResponseThatIsNotJson() {
		assertThat(UPSERT
			.withResponse(200, Map.of("x-correlation-id", List.of("c1"), "Content-Type", List.of("text/html")),
					"<html></html>")
			.violations(CONTRACT)).singleElement().asString().startsWith("response.contentType.notAllowed: ");
	}

	@Test
	void findsMissingCorrelationId() {
		assertThat(UPSERT.withResponse(200, Map.of("Content-Type", List.of("application/json")), UPSERT.responseBody())
			.violations(CONTRACT)).singleElement().asString().startsWith("response.header.missing: ");
	}

	@Test
	void finds429WithoutRetryAfter() {
		Exchange limited = UPSERT.withResponse(429, UPSERT.responseHeaders(), """
				{"success":false,"error":{"code":"CDP_ETL.RATE.LIMITED","message":"m"}}""");
		assertThat(limited.violations(CONTRACT)).singleElement().asString().contains("Retry-After");
	}

	@Test
	void findsErrorWithoutEnvelope() {
		assertThat(UPSERT.withResponse(404, UPSERT.responseHeaders(), """
				{"error":{"message":"m"}}""").violations(CONTRACT)).isNotEmpty()
			.allSatisfy((violation) -> assertThat(violation).startsWith("response.body.schema.required: "));
	}

	@Test
	void acceptsUnknownFieldsInResponses() {
		assertThat(PREFLIGHT.withResponseBody(PREFLIGHT.responseBody().replace("{\"", "{\"brandNew\":[{}],\""))
			.violations(CONTRACT)).isEmpty();
	}

	@Test
	void acceptsUnknownEnumValuesInResponses() {
		assertThat(PREFLIGHT
			.withResponseBody(
					PREFLIGHT.responseBody().replace("blocker\",", "catastrophe\",").replace("NO_START", "NEW"))
			.violations(CONTRACT)).isEmpty();
		assertThat(SCHEDULE.withResponseBody(SCHEDULE.responseBody().replace("sms", "fax").replace("draft", "dreamt"))
			.violations(CONTRACT)).isEmpty();
	}

	@Test
	void failsOnDanglingReference() {
		OpenApiDocument document = OpenApiDocument.parse("{a: {$ref: '#/b'}}");
		assertThatIllegalStateException().isThrownBy(() -> document.resolve(document.root().get("a")))
			.withMessageContaining("#/b");
	}

}
