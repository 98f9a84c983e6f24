package com.experiture.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.experiture.client.ScriptedApi.Response;
import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.error.ValidationException;
import com.experiture.client.settings.RecordValidation;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.emulator.FieldType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for schemas that this client does not understand, or cannot always read: they
 * reject nothing, and nothing is written twice.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class UnclearSchemaTests {

	private final ExperitureEmulator emulator = ExperitureEmulator.builder()
		.object(CdpObject.event("visits").field("page", FieldType.STRING).field("seconds", FieldType.INTEGER))
		.start();

	@AfterEach
	void close() {
		this.emulator.close();
	}

	@ParameterizedTest
	@CsvSource({ "true, JOB", "false, JOB", "true, INLINE", "false, INLINE", "true, RECEIPT", "false, RECEIPT" })
	void writesNothingTwiceIfSchemaCanBeReadInOneRunOnly(boolean first, BatchResponseMode answers) {
		this.emulator.settings().batchResponseMode(answers).partialBatches(true);
		List<Map<String, Object>> visits = IntStream.range(0, 10)
			.mapToObj((i) -> Map.<String, Object>of("page", "/" + i, "seconds", (i == 3) ? (Object) "many" : i))
			.toList();
		for (boolean readable : new boolean[] { first, !first }) {
			this.emulator.faults().clear();
			if (!readable) {
				this.emulator.faults().on(Endpoint.METADATA_GET_OBJECT).times(1000).inject(Fault.status(403));
			}
			try (ExperitureClient client = validating(Clients.of(this.emulator))) {
				catchThrowable(() -> client.records()
					.appendAll("visits", RecordSource.of(visits), BulkOptions.builder().runId("nightly").build()));
			}
			assertThat(this.emulator.count("visits")).isEqualTo(9);
		}
	}

	@Test
	void usesKeyOfRunForSameRecordsWithAnySchema() {
		List<Map<String, Object>> visits = IntStream.range(0, 10)
			.mapToObj((i) -> Map.<String, Object>of("page", "/" + i, (i == 3) ? "a" : (i == 5) ? "b" : "seconds", 1))
			.toList();
		List<String> sent = Collections.synchronizedList(new ArrayList<>());
		List<String> keys = Collections.synchronizedList(new ArrayList<>());
		for (String known : List.of("a", "b")) {
			try (ScriptedApi api = new ScriptedApi((path, body) -> {
				if (path.contains("/metadata/")) {
					return Response
						.ok("{\"objectName\":\"visits\",\"fields\":[\"page\",\"seconds\",\"" + known + "\"]}");
				}
				sent.add(String.valueOf(ScriptedApi.values(body, "page")));
				return Response.ok("{\"accepted\":true,\"acceptedRecords\":10}");
			}); ExperitureClient client = validating(Clients.of(this.emulator).baseUrl(api.baseUrl()))) {
				client.records()
					.with(CallOptions.builder()
						.onResponse((response) -> keys.add(response.call().idempotencyKey()))
						.build())
					.appendAll("visits", RecordSource.of(visits), BulkOptions.builder().runId("nightly").build());
			}
		}
		assertThat(sent).hasSize(2).allMatch(sent.get(0)::equals);
		assertThat(keys).hasSize(2).allMatch(keys.get(0)::equals);
	}

	static Stream<String> shapes() {
		String page = "{\"name\":\"page\",\"type\":\"string\"}";
		return Stream.of(
				"\"fields\":{\"type\":\"object\",\"properties\":{\"page\":{\"type\":\"string\"}},\"required\":[]}",
				"\"fields\":{\"items\":[" + page + "],\"page_\":1,\"total\":1}",
				"\"fields\":{\"standard\":[" + page + "],\"custom\":[]}",
				"\"fields\":[" + page + "],\"properties\":{\"icon\":\"x\",\"retention\":\"90d\"}",
				"\"fields\":[" + page + "],\"attributes\":[{\"name\":\"loyalty\"}]",
				"\"attributes\":[" + page + "],\"fields\":[{\"name\":\"loyalty\"}]",
				"\"fields\":[{\"name\":\"loyalty\"}],\"customFields\":[" + page + "]",
				"\"fields\":[{\"name\":\"loyalty\"}],\"fieldsPage\":{\"page\":1,\"pageSize\":1,\"total\":2}",
				"\"fields\":[{\"name\":\"loyalty\"}],\"hasMore\":true",
				"\"fields\":[{\"name\":\"p\",\"path\":\"page.title\"}]",
				"\"fields\":[{\"name\":\"p\",\"path\":\"$.page\"}]",
				"\"fields\":[{\"name\":\"Page title\",\"columnName\":\"page\"}]",
				"\"fields\":[{\"name\":\"Page title\",\"slug\":\"page\"}]",
				"\"fields\":[{\"name\":\"p\",\"aliases\":[\"page\"]}]",
				"\"fields\":[{\"name\":\"visits.page\",\"type\":\"string\"}]",
				"\"fields\":[{\"name\":\"page\",\"type\":\"string\",\"enum\":{\"x\":\"Label of x\"}}]",
				"\"fields\":[{\"name\":\"page\",\"type\":\"string\",\"enum\":{\"name\":\"PageType\"}}]",
				"\"fields\":[{\"name\":\"page\",\"type\":\"string\",\"allowedValues\":{\"x\":\"X\"}}]",
				"\"fields\":[{\"name\":\"page\",\"type\":\"string\",\"enum\":[\"X\"],\"caseInsensitive\":true}]",
				"\"fields\":[{\"name\":\"page\",\"type\":\"object\",\"format\":\"string\"}]");
	}

	@ParameterizedTest
	@MethodSource("shapes")
	void acceptsValidRecord(String shape) {
		try (ScriptedApi api = schema(shape);
				ExperitureClient client = validating(Clients.of(this.emulator).baseUrl(api.baseUrl()))) {
			assertThat(client.records().append("visits", Map.of("page", "x")).accepted()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("shapes")
	void rejectsNoOtherRecordsIfValuesAreRejected(String shape) {
		List<Map<String, Object>> visits = IntStream.range(0, 30)
			.mapToObj((i) -> Map.<String, Object>of("page", (i < 5) ? "bad" : "good" + i))
			.toList();
		List<String> written = Collections.synchronizedList(new ArrayList<>());
		try (ScriptedApi api = new ScriptedApi((path, body) -> {
			if (path.contains("/metadata/")) {
				return Response.ok("{\"objectName\":\"visits\"," + shape + "}");
			}
			List<String> values = ScriptedApi.values(body, "page");
			int bad = values.indexOf("bad");
			if (bad >= 0) {
				return new Response(400,
						"{\"success\":false,\"error\":{\"code\":\"CDP_ETL.VALIDATION.REQUEST_INVALID\",\"message\":\"no\","
								+ "\"details\":{\"path\":\"records[" + bad + "].page\",\"value\":\"bad\"}}}");
			}
			written.addAll(values);
			return Response.ok("{\"accepted\":true,\"acceptedRecords\":" + values.size() + "}");
		}); ExperitureClient client = Clients.of(this.emulator).baseUrl(api.baseUrl()).build()) {
			client.records()
				.appendAll("visits", RecordSource.of(visits), BulkOptions.builder().batchSize(10, 1_000_000).build());
			assertThat(written).hasSize(25);
		}
	}

	static Stream<String> plural() {
		return Stream.of("\"cardinality\":\"*\"", "\"cardinality\":\"0..n\"", "\"multiplicity\":\"many\"",
				"\"isCollection\":true", "\"collection\":\"list\"", "\"container\":\"array\"", "\"isArray\":\"true\"",
				"\"maxOccurs\":-1", "\"items\":{\"type\":\"string\"}", "\"isSet\":true", "\"minItems\":0");
	}

	@ParameterizedTest
	@MethodSource("plural")
	void acceptsList(String member) {
		try (ScriptedApi api = schema("\"fields\":[{\"name\":\"page\",\"type\":\"string\"," + member + "}]");
				ExperitureClient client = validating(Clients.of(this.emulator).baseUrl(api.baseUrl()))) {
			assertThat(client.records().append("visits", Map.of("page", List.of("x"))).accepted()).isTrue();
		}
	}

	static Stream<String> keys() {
		String fields = ",\"fields\":[{\"name\":\"page\",\"type\":\"string\"}]";
		return Stream.of("[\"visits.page\"]" + fields, "[\"Page\"]" + fields, "[\"identity_1\"]",
				"[\"page:exact\"]" + fields, "[\"page,seconds\"]" + fields, "[\"ik_1\"]" + fields);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void acceptsMatchKeyIfIdentityKeysAreNotFields(String keys) {
		try (ScriptedApi api = schema("\"identityKeys\":" + keys);
				ExperitureClient client = validating(Clients.of(this.emulator).baseUrl(api.baseUrl()))) {
			assertThat(client.records().upsert("visits", Map.of("page", "x"), "page").accepted()).isTrue();
		}
	}

	@Test
	void checksFieldsIfIdentityKeysHaveOtherType() {
		try (ScriptedApi api = schema(
				"\"identityKeys\":[\"seconds\",{\"name\":\"page\"}],\"fields\":[{\"name\":\"page\",\"type\":\"string\"},\"seconds\"]");
				ExperitureClient client = validating(Clients.of(this.emulator).baseUrl(api.baseUrl()))) {
			assertThatExceptionOfType(ValidationException.class)
				.isThrownBy(() -> client.records().append("visits", Map.of("page", 1)));
			assertThat(client.records().upsert("visits", Map.of("page", "x"), "page").accepted()).isTrue();
		}
	}

	private static ExperitureClient validating(ExperitureClientBuilder builder) {
		return builder.recordValidation(RecordValidation.ALWAYS).build();
	}

	private static ScriptedApi schema(String properties) {
		return new ScriptedApi((path, body) -> Response.ok(path.contains("/metadata/")
				? "{\"objectName\":\"visits\"," + properties + "}" : "{\"accepted\":true}"));
	}

}
