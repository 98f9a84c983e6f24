package com.experiture.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.autoconfigure.EmulatorProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docs/local.md} says is so.
 */
class LocalGuideTests {

	private final String guide = read(Path.of("../docs/local.md"));

	@Test
	void codeIsTheCompiledOne() {
		String code = block("java");
		assertThat(read(Path.of("src/test/java/com/experiture/local/LocalShop.java"))).contains(code);
	}

	@Test
	void applicationRunsWithoutAccount() {
		SpringApplication.Running running = SpringApplication.from(Shop::main)
			.with(LocalShop.Workspace.class)
			.run("--experiture.emulator.enabled=true", "--server.port=0");
		try (ConfigurableApplicationContext context = running.getApplicationContext()) {
			RecordsClient records = context.getBean(RecordsClient.class);
			records.upsert("profiles", Map.of("email", "jane@example.com", "newsletter", true), "email");
			records.append("visits", Map.of("page", "/"));
			assertThat(context.getBean(ExperitureEmulator.class).records("visits")).hasSize(1);
		}
	}

	@Test
	void propertiesAreComplete() throws IOException {
		Map<String, String> listed = Pattern.compile("(?m)^\\| `(experiture\\.emulator\\.[a-z.-]+)` \\| `(.*?)` \\|")
			.matcher(this.guide)
			.results()
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> row.group(2), (one, other) -> one, TreeMap::new));
		assertThat(listed).containsExactlyInAnyOrderEntriesOf(declared());
	}

	private static Map<String, String> declared() throws IOException {
		Map<String, String> declared = new TreeMap<>();
		Enumeration<URL> files = EmulatorProperties.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json");
		while (files.hasMoreElements()) {
			try (InputStream input = files.nextElement().openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(input).path("properties")) {
					String name = property.path("name").asString();
					if (name.startsWith("experiture.emulator.")) {
						declared.put(name, property.path("defaultValue").asString());
					}
				}
			}
		}
		return declared;
	}

	private String block(String language) {
		return Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
			.matcher(this.guide)
			.results()
			.map((block) -> block.group(1))
			.findFirst()
			.orElseThrow();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
