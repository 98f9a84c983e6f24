package com.experiture.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the source of each check before sending marks whether the rule is documented
 * or this client's own caution.
 */
class LocalChecksTests {

	private static final Path SOURCES = Path.of("src/main/java/com/experiture/client");

	private static final Pattern CHECK = Pattern.compile("InvalidField\\.unless\\(|new InvalidField\\(");

	private static final Pattern STANDING = Pattern.compile("\\b[Dd]ocumented\\b|\\bown[\\s*/]+cautions?\\b");

	@Test
	void everyCheckIsMarkedAsDocumentedOrOwnCaution() throws IOException {
		List<String> checking = sources().filter((file) -> CHECK.matcher(text(file)).find())
			.filter((file) -> !file.endsWith("rules/InvalidField.java"))
			.map(Path::toString)
			.toList();
		assertThat(checking).hasSizeGreaterThan(20)
			.allSatisfy((file) -> assertThat(text(Path.of(file))).as(file).containsPattern(STANDING));
	}

	private static Stream<Path> sources() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList().stream();
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
