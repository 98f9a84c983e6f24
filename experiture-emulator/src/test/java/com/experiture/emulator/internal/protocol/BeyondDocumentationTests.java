package com.experiture.emulator.internal.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide lists exactly the rejections that go beyond the documentation, and the code
 * uses each mark.
 */
class BeyondDocumentationTests {

	private static final Path SOURCES = Path.of("src/main/java/com/experiture/emulator");

	@Test
	void guideListsEveryMark() throws IOException {
		String guide = Files.readString(Path.of("../docs/testing.md"));
		String section = guide.substring(guide.indexOf("\n## Rejections beyond the documentation\n"));
		List<String> rows = section.substring(0, section.indexOf("\n## ", 1))
			.lines()
			.filter((line) -> line.startsWith("| `"))
			.toList();
		assertThat(rows).containsExactlyElementsOf(Stream.of(BeyondDocumentation.values())
			.map((mark) -> "| `" + mark + "` | " + mark.text() + " |")
			.toList());
	}

	@ParameterizedTest
	@EnumSource
	void codeUsesEveryMark(BeyondDocumentation mark) throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			assertThat(files.filter(Files::isRegularFile).filter((file) -> contains(file, mark)).toList()).isNotEmpty();
		}
	}

	private static boolean contains(Path file, BeyondDocumentation mark) {
		try {
			return Files.readString(file).matches("(?s).*BeyondDocumentation\\." + mark + "\\b.*");
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
