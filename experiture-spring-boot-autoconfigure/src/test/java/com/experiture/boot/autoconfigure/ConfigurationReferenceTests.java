package com.experiture.boot.autoconfigure;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

import com.experiture.client.ExperitureClient;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/configuration.md} matches the configuration metadata. The system
 * property {@code docs.write} updates the tables first.
 */
class ConfigurationReferenceTests {

	private static final Path PAGE = Path.of("..", "docs", "configuration.md");

	private static final String HEADING = "## All properties\n";

	private static final JsonNode METADATA = read("META-INF/spring-configuration-metadata.json");

	@Test
	void pageIsCurrent() throws IOException {
		String page = Files.readString(PAGE);
		assertThat(page).containsOnlyOnce(HEADING);
		String current = page.substring(0, page.indexOf(HEADING) + HEADING.length()) + tables();
		if (Boolean.getBoolean("docs.write")) {
			Files.writeString(PAGE, current);
		}
		assertThat(PAGE).as("update with mvn test -Dtest=ConfigurationReferenceTests -Ddocs.write=true")
			.hasContent(current);
	}

	@Test
	void describesEveryProperty() {
		assertThat(properties()).hasSizeGreaterThan(25)
			.allSatisfy((property) -> assertThat(property.description()).as(property.name()).endsWith("."));
	}

	@Test
	void declaresCorrectDefaultsAndHints() {
		assertThat(properties()).filteredOn(Property::name, "experiture.base-url")
			.extracting(Property::defaultValue)
			.containsExactly(ExperitureClient.DEFAULT_BASE_URL);
		assertThat(hints("experiture.rate-limit.keys"))
			.containsExactlyElementsOf(Stream.of(EndpointClass.values()).map(EndpointClass::id).toList());
		assertThat(hints("experiture.scopes")).containsExactlyElementsOf(Stream.of(Endpoint.values())
			.map(Endpoint::scope)
			.filter((scope) -> scope != null)
			.distinct()
			.sorted()
			.toList());
		assertThat(METADATA.path("hints")).isNotEmpty().allSatisfy((hint) -> {
			String name = hint.path("name").asString().replaceFirst("\\.keys$", "");
			assertThat(properties()).extracting(Property::name).contains(name);
			properties().stream()
				.filter((property) -> property.name().equals(name))
				.filter((property) -> !property.values().isEmpty())
				.forEach((property) -> assertThat(property.values()).isEqualTo(hints(name)));
		});
	}

	@Test
	void checksEveryNumberSizeAndDuration() {
		Map<String, String> wrong = Map.of("java.time.Duration", "-1s", "java.lang.Integer", "-1",
				"org.springframework.util.unit.DataSize", "-1B");
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class))
			.withPropertyValues("experiture.client-id=id", "experiture.client-secret=s3cr3t",
					"experiture.token-uri=https://auth.example.com/token");
		assertThat(properties()).filteredOn((property) -> property.name().startsWith("experiture."))
			.filteredOn((property) -> wrong.containsKey(property.type()))
			.hasSizeGreaterThan(20)
			.allSatisfy((property) -> {
				String name = property.name().replace("<key>", "read");
				runner.withPropertyValues(name + "=" + wrong.get(property.type()))
					.run((context) -> assertThat(context).getFailure()
						.rootCause()
						.isInstanceOf(ExperitureConfigurationException.class)
						.hasMessageContaining(name + " is out of range"));
			});
	}

	private static List<String> hints(String name) {
		return METADATA.path("hints")
			.valueStream()
			.filter((hint) -> hint.path("name").asString().equals(name))
			.flatMap((hint) -> hint.path("values").valueStream())
			.map((value) -> value.path("value").asString())
			.toList();
	}

	private static String tables() {
		Map<String, List<Property>> groups = new TreeMap<>();
		for (Property property : properties()) {
			groups.computeIfAbsent(property.group(), (group) -> new ArrayList<>()).add(property);
		}
		return groups.entrySet()
			.stream()
			.map((group) -> "\n### `" + group.getKey()
					+ "`\n\n| Property | Default | Values | Meaning |\n|---|---|---|---|\n"
					+ group.getValue().stream().map(Property::row).collect(Collectors.joining()))
			.collect(Collectors.joining());
	}

	private static List<Property> properties() {
		return METADATA.path("properties").valueStream().flatMap(ConfigurationReferenceTests::withParts).toList();
	}

	// A map is followed by the properties of its values, if they are known.
	private static Stream<Property> withParts(JsonNode json) {
		Property property = Property.of("", json);
		String type = json.path("type").asString();
		if (!type.startsWith("java.util.Map<")) {
			return Stream.of(property);
		}
		String valueType = type.substring(type.indexOf(',') + 1, type.length() - 1);
		String parts = "META-INF/spring/configuration-metadata/" + valueType + ".json";
		return Stream.concat(Stream.of(property),
				read(parts).path("properties")
					.valueStream()
					.map((part) -> Property.of(property.name() + ".<key>.", part)));
	}

	// Read from the module, since every library has such a file on the class path
	private static JsonNode read(String resource) {
		JsonMapper mapper = new JsonMapper();
		try {
			Path file = Path.of(ExperitureProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI())
				.resolve(resource);
			return Files.exists(file) ? mapper.readTree(file) : mapper.createObjectNode();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Property(String name, String type, String description, String defaultValue, List<String> values) {

		static Property of(String prefix, JsonNode json) {
			JsonNode defaultValue = json.path("defaultValue");
			String type = json.path("type").asString();
			return new Property(prefix + json.path("name").asString(), type, json.path("description").asString(""),
					defaultValue.isMissingNode() ? "" : defaultValue.asString(), constants(type));
		}

		private static List<String> constants(String type) {
			Class<?> resolved = ClassUtils.isPresent(type, null) ? ClassUtils.resolveClassName(type, null)
					: Object.class;
			return resolved.isEnum() ? Stream.of(resolved.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.toList() : List.of();
		}

		String group() {
			return this.name.substring(0, this.name.lastIndexOf('.'));
		}

		String row() {
			return "| `" + this.name.substring(group().length() + 1) + "` | "
					+ (this.defaultValue.isEmpty() ? "–" : "`" + this.defaultValue + "`") + " | " + kind() + " | "
					+ this.description + " |\n";
		}

		private String keys() {
			List<String> keys = hints(this.name + ".keys");
			return keys.isEmpty() ? "by name"
					: "by " + keys.stream().map((key) -> "`" + key + "`").collect(Collectors.joining(", "));
		}

		private String kind() {
			if (!this.values.isEmpty()) {
				return this.values.stream().map((value) -> "`" + value + "`").collect(Collectors.joining(", "));
			}
			return switch (this.type) {
				case "java.time.Duration" -> "duration";
				case "org.springframework.util.unit.DataSize" -> "size";
				case "java.lang.Integer", "java.lang.Long" -> "number";
				case "java.lang.Boolean" -> "`true`, `false`";
				case "java.lang.String" -> "text";
				case "java.util.List<java.lang.String>", "java.util.Set<java.lang.String>" -> "list";
				default ->
					this.type.startsWith("java.util.Map<") ? "by name" : "`" + ClassUtils.getShortName(this.type) + "`";
			};
		}

	}

}
