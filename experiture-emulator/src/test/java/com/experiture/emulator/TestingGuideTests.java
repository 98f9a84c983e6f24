package com.experiture.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.experiture.emulator.internal.store.SchemaField;
import com.experiture.emulator.internal.store.StoredSchema;

import static com.experiture.emulator.ExperitureAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares {@code docs/testing.md} with the standalone emulator and with failure
 * messages. The sample application tests the code in it.
 */
class TestingGuideTests {

	@TempDir
	private Path directory;

	private String guide;

	@BeforeEach
	void read() throws IOException {
		this.guide = Files.readString(Path.of("../docs/testing.md"));
	}

	@Test
	void exampleFixturesAreValid() throws IOException {
		Path fixtures = Files.writeString(this.directory.resolve("fixtures.json"), block("json"));
		try (Standalone standalone = Standalone
			.start(StandaloneOptions.read(Map.of(), "--port=0", "--fixtures=" + fixtures))) {
			assertThat(standalone.emulator()).hasRecord("profiles", Map.of("email", "jane@example.com", "tier", "gold"))
				.hasRecords("visits", 0);
			assertThat(standalone.emulator().fixtures().audienceId("Gold")).isNotEmpty();
		}
	}

	@Test
	void listsAllOptions() {
		StandaloneOptions defaults = StandaloneOptions.read(Map.of());
		Map<String, String> listed = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| `?([^`|]*?)`? \\|")
			.matcher(this.guide)
			.results()
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> row.group(2)));
		assertThat(listed.keySet()).isEqualTo(StandaloneOptions.NAMES);
		assertThat(listed).containsEntry("port", String.valueOf(defaults.port()))
			.containsEntry("client-id", defaults.clientId())
			.containsEntry("client-secret", defaults.clientSecret());
	}

	@Test
	void listsAllDefaultObjectsAndFields() {
		List<String> listed = Pattern.compile("(?m)^\\| (\\w+ \\| `\\w+` \\| \\w+ \\|.*?) *\\|$")
			.matcher(this.guide.substring(this.guide.indexOf("## Objects and fields")))
			.results()
			.map((row) -> row.group(1))
			.toList();
		List<String> fields = Stream.of(CdpObject.profiles().schema(), CdpObject.orders().schema())
			.flatMap((schema) -> schema.fields().stream().map((field) -> row(schema, field)))
			.toList();
		assertThat(listed).isEqualTo(fields);
	}

	private static String row(StoredSchema schema, SchemaField field) {
		int key = schema.identityKeys().indexOf(field.name());
		String note = (key == 0) ? "primary key" : (key > 0) ? "identity key" : "";
		String values = field.values().stream().map((value) -> "`" + value + "`").collect(Collectors.joining(", "));
		assertThat(field.nullable()).isTrue();
		return (schema.name() + " | `" + field.name() + "` | " + field.type().id() + " | " + note + values).strip();
	}

	@Test
	void failureMessageIsAsShown() {
		try (ExperitureEmulator emulator = ExperitureEmulator.start()) {
			emulator.insert("profiles", Map.of("email", "jane@example.com"));
			new RawClient(emulator).post("/records/profiles/upsert", RawClient.record(Map.of("e_mail", "x")));
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(emulator).hasRecord("profiles", "email", "bob@example.com"))
				.satisfies((error) -> assertThat(error.getMessage()).isEqualToNormalizingNewlines(block("text")));
		}
	}

	private String block(String language) {
		List<String> blocks = Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
			.matcher(this.guide)
			.results()
			.map((block) -> block.group(1))
			.toList();
		assertThat(blocks).hasSize(1);
		return blocks.get(0);
	}

}
