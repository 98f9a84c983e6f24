package com.experiture.emulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StandaloneTests {

	private static final String FIXTURES = """
			{
			  "objects": [
			    {"name": "people", "type": "profile", "primaryProfileRoot": true, "fields": [
			      {"name": "number", "type": "integer", "identityKey": true},
			      {"name": "name", "type": "string", "required": true},
			      {"name": "tier", "type": "enum", "values": ["low", "high"]}]}
			  ],
			  "records": {"people": [{"number": 1, "name": "Ada", "tier": "high"}, {"number": 2, "name": "Bob"}]},
			  "audiences": [{"id": "7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11", "name": "High", "where": {"tier": "high"}}],
			  "templates": [{"id": "tpl_1", "name": "Spring", "channel": "email", "published": false}]
			}""";

	@TempDir
	private Path directory;

	@Test
	void startsWithoutFixtures() {
		try (Standalone standalone = Standalone.start(StandaloneOptions.read(Map.of(), "--port=0"))) {
			assertThat(standalone.emulator().count("profiles")).isZero();
			assertThat(standalone.emulator().clientSecret()).isEqualTo("emulator-secret");
		}
	}

	@Test
	void loadsFixtures() throws IOException {
		try (Standalone standalone = start(FIXTURES)) {
			ExperitureEmulator emulator = standalone.emulator();
			RawClient client = new RawClient(emulator);
			assertThat(emulator.records("people")).hasSize(2).first().satisfies((ada) -> {
				assertThat(ada).containsEntry("number", 1).containsEntry("tier", "high");
			});
			assertThat(emulator.fixtures().audienceId("High")).isEqualTo("7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11");
			assertThat(client.post("/audiences/7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11/preview", "{}")
				.data()
				.get("matchCount")
				.asInt()).isEqualTo(1);
			assertThat(
					client.post("/profiles/upsert", RawClient.record(Map.of("number", 2, "tier", "middle"))).status())
				.isEqualTo(400);
			assertThat(client.post("/records/orders/append", RawClient.record(Map.of("order_id", "o-1"))).status())
				.isEqualTo(404);
		}
	}

	@Test
	void servesHealthRecordsAndReset() throws Exception {
		try (Standalone standalone = start(FIXTURES)) {
			ExperitureEmulator emulator = standalone.emulator();
			assertThat(ask(emulator, "GET", "/emulator/health").body()).isEqualTo("{\"status\":\"UP\"}");
			emulator.insert("people", Map.of("number", 3, "name", "Cy"));
			assertThat(ask(emulator, "GET", "/emulator/records/people").body())
				.isEqualTo("[{\"number\":1,\"name\":\"Ada\",\"tier\":\"high\"},{\"number\":2,\"name\":\"Bob\"},"
						+ "{\"number\":3,\"name\":\"Cy\"}]");
			assertThat(ask(emulator, "POST", "/emulator/reset").statusCode()).isEqualTo(200);
			assertThat(emulator.count("people")).isEqualTo(2);
			assertThat(ask(emulator, "GET", "/emulator/records/persons").statusCode()).isEqualTo(404);
			assertThat(ask(emulator, "DELETE", "/emulator/health").statusCode()).isEqualTo(404);
			assertThat(emulator.requests()).isEmpty();
		}
	}

	@Test
	void embeddedEmulatorHasNoStandaloneEndpoints() throws Exception {
		try (ExperitureEmulator emulator = ExperitureEmulator.start()) {
			assertThat(ask(emulator, "GET", "/emulator/health").statusCode()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{                                                                            | cannot be understood
					{"object": []}                                                               | Unrecognized property "object"
					{"objects": [{"type": "event", "fields": []}]}                               | 'name' is missing
					{"objects": [{"name": "a", "type": "event", "fields": [{"name": "b", "type": "text"}]}]} | Field 'b' needs a 'type' out of [string,
					{"records": {"profiles": [{"no_such_field": 1}]}}                            | record.no_such_field
					{"records": {"persons": [{}]}}                                               | No object 'persons'
					{"audiences": [{"id": "1", "name": "a", "where": {}}]}                       | Invalid UUID""")
	void rejectsInvalidFixtures(String fixtures, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> start(fixtures)).withMessageContaining(message);
	}

	@Test
	void rejectsMissingFixtures() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Standalone
				.start(StandaloneOptions.read(Map.of(), "--port=0", "--fixtures=" + this.directory.resolve("no.json"))))
			.withMessageContaining("no.json");
	}

	private Standalone start(String fixtures) throws IOException {
		Path file = Files.writeString(this.directory.resolve("fixtures.json"), fixtures);
		return Standalone.start(StandaloneOptions.read(Map.of(), "--port=0", "--fixtures=" + file));
	}

	private static HttpResponse<String> ask(ExperitureEmulator emulator, String method, String path)
			throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://" + emulator.baseUrl().getAuthority() + path))
				.method(method, BodyPublishers.noBody())
				.build(), BodyHandlers.ofString());
	}

}
