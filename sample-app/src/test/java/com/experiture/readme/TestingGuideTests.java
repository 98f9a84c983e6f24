package com.experiture.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

import com.experiture.emulator.EmulatorAssert;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of {@code docs/testing.md} is what is compiled and, the container aside, run
 * here.
 */
class TestingGuideTests {

	private static final Path SOURCES = Path.of("src/test/java/com/experiture/readme");

	private final String guide = read(Path.of("../docs/testing.md"));

	@Test
	void codeIsTheCompiledOne() throws IOException {
		String compiled;
		try (Stream<Path> files = Files.list(SOURCES)) {
			compiled = files.map(TestingGuideTests::read).collect(Collectors.joining());
		}
		assertThat(blocks("java")).hasSize(4).allSatisfy((code) -> assertThat(compiled).contains(code));
	}

	@Test
	void faultsCanBeInjected() {
		String compiled = read(SOURCES.resolve("FaultExamples.java"));
		assertThat(Pattern.compile("`(emulator\\..*)` \\|").matcher(section("## Faults")).results()).hasSize(7)
			.allSatisfy((code) -> assertThat(compiled).contains(code.group(1) + ";"));
		try (ExperitureEmulator emulator = ExperitureEmulator.start()) {
			FaultExamples.inject(emulator);
		}
	}

	@Test
	void everyAssertionIsListed() {
		Set<String> listed = Pattern.compile("(?m)^\\| `(\\w+)\\(")
			.matcher(section("## Assertions"))
			.results()
			.map((row) -> row.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(listed).isEqualTo(Stream.of(EmulatorAssert.class.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
			.map(Method::getName)
			.collect(Collectors.toCollection(TreeSet::new)));
	}

	@Test
	void composeFileHasLabel() {
		YamlPropertiesFactoryBean factory = new YamlPropertiesFactoryBean();
		factory.setResources(new ByteArrayResource(blocks("yaml").get(0).getBytes(StandardCharsets.UTF_8)));
		Properties properties = factory.getObject();
		assertThat(properties).containsEntry("services.experiture.image", "experiture-emulator")
			.containsEntry("services.experiture.labels.org.springframework.boot.service-connection", "experiture");
	}

	@Test
	void dependencyIsThisProjects() {
		assertThat(blocks("xml")).singleElement()
			.satisfies((dependency) -> assertThat(dependency)
				.contains("<artifactId>experiture-spring-boot-starter-test</artifactId>")
				.contains(projectVersion()));
	}

	private static String projectVersion() {
		String pom = read(Path.of("../pom.xml"));
		return Pattern.compile("<artifactId>experiture-spring-boot</artifactId>\\s*(<version>.*</version>)")
			.matcher(pom)
			.results()
			.map((version) -> version.group(1))
			.findFirst()
			.orElseThrow();
	}

	private String section(String heading) {
		int start = this.guide.indexOf(heading);
		return this.guide.substring(start, this.guide.indexOf("\n## ", start));
	}

	private List<String> blocks(String language) {
		return Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
			.matcher(this.guide)
			.results()
			.map((block) -> block.group(1))
			.toList();
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
