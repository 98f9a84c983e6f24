package com.experiture.client.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the tables of {@code docs/assumptions.md} with {@link Assumption}. With the
 * system property {@code docs.write} they are written instead.
 */
class AssumptionsPageTests {

	private static final Path PAGE = Path.of("..", "docs", "assumptions.md");

	private static final Path SOURCES = Path.of("src", "main", "java", "com", "experiture", "client");

	@Test
	void pageContainsTable() throws IOException {
		String page = Files.readString(PAGE);
		String expected = page;
		Set<String> sections = Arrays.stream(Assumption.values())
			.map(Assumption::section)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		for (String section : sections) {
			expected = section(expected, section);
		}
		if (System.getProperty("docs.write") != null) {
			Files.writeString(PAGE, expected);
		}
		else {
			assertThat(page).as("written by mvn test -Dtest=AssumptionsPageTests -Ddocs.write=true")
				.isEqualTo(expected);
		}
	}

	@Test
	void assumptionNamesAClass() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			List<String> classes = files.map((file) -> file.getFileName().toString().replace(".java", "")).toList();
			assertThat(Assumption.values()).extracting(Assumption::code).isSubsetOf(classes);
		}
	}

	private static String section(String page, String name) {
		String begin = "<!-- " + name + " -->\n";
		int from = page.indexOf(begin) + begin.length();
		int to = page.indexOf("<!-- /" + name + " -->");
		assertThat(from).as(name).isGreaterThanOrEqualTo(begin.length()).isLessThanOrEqualTo(to);
		StringBuilder table = new StringBuilder("\n| Assumed | Override | Code |\n|---|---|---|\n");
		for (Assumption assumption : Assumption.values()) {
			if (assumption.section().equals(name)) {
				table.append("| <a id=\"%s\"></a>%s | %s | `%s` |\n".formatted(assumption.id(), assumption.text(),
						assumption.override(), assumption.code()));
			}
		}
		return page.substring(0, from) + table + "\n" + page.substring(to);
	}

}
