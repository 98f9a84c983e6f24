package com.experiture.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.ByteArrayResource;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.FieldType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's code compiles, its configuration works, and both do what it says.
 */
class ReadmeTests {

	private static final Path ROOT = Path.of("..");

	@Test
	void codeIsTheCompiledOne() throws IOException {
		String compiled = source("Customer") + source("CustomerFeed") + source("CustomerFeedTests") + Files
			.readString(ROOT.resolve("integration-tests/src/test/java/com/experiture/readme/CustomerExport.java"));
		List<String> types = blocks("java").flatMap((block) -> Stream.of(block.split("\n(?=@Service)"))).toList();
		assertThat(types).hasSize(4).allSatisfy((type) -> assertThat(compiled).contains(type.strip()));
	}

	@Test
	void quickStartHasTwoCommands() {
		String readme = readme();
		String quickStart = readme.substring(readme.indexOf("## Quick start"), readme.indexOf("## Usage"));
		assertThat(Pattern.compile("```sh\n(.*)\n```").matcher(quickStart).results()).hasSize(2);
	}

	@Test
	void configurationAndCodeDoWhatTheReadmeSays() {
		CdpObject profiles = CdpObject.profiles().field("last_seen_at", FieldType.TIMESTAMP);
		try (ExperitureEmulator emulator = ExperitureEmulator.builder().object(profiles).start()) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class))
				.withInitializer((context) -> context.getEnvironment()
					.getPropertySources()
					.addLast(new PropertiesPropertySource("readme", yaml())))
				.withPropertyValues("experiture.base-url=" + emulator.baseUrl(),
						"EXPERITURE_TOKEN_URI=" + emulator.tokenUri(), "EXPERITURE_CLIENT_ID=" + emulator.clientId(),
						"EXPERITURE_CLIENT_SECRET=" + emulator.clientSecret())
				.withBean(CustomerFeed.class)
				.run((context) -> {
					CustomerFeed feed = context.getBean(CustomerFeed.class);
					feed.customerSeen(new Customer("jane@example.com", "Jane", Instant.parse("2026-04-21T15:30:00Z")));
					feed.orderPlaced("o-1", Map.of("order_id", "o-1"));
					feed.orderPlaced("o-1", Map.of("order_id", "o-1"));
				});
			assertThat(emulator.record("profiles", "email", "jane@example.com")).get()
				.satisfies((held) -> assertThat(held).containsEntry("first_name", "Jane")
					.containsEntry("last_seen_at", "2026-04-21T15:30:00Z"));
			assertThat(emulator.records("orders")).hasSize(1);
		}
	}

	private static Properties yaml() {
		YamlPropertiesFactoryBean factory = new YamlPropertiesFactoryBean();
		factory.setResources(
				new ByteArrayResource(blocks("yaml").findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8)));
		return factory.getObject();
	}

	private static Stream<String> blocks(String language) {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(readme())
			.results()
			.map((block) -> block.group(1));
	}

	private static String source(String name) throws IOException {
		return Files.readString(Path.of("src/test/java/com/experiture/readme", name + ".java"));
	}

	private static String readme() {
		try {
			return Files.readString(ROOT.resolve("README.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
