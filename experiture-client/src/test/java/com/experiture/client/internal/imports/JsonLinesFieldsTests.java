package com.experiture.client.internal.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.settings.RecordNaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JsonLinesFields}.
 */
class JsonLinesFieldsTests {

	private final JsonLinesFields fields = new JsonLinesFields(ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> {
	}));

	@ParameterizedTest
	@ValueSource(strings = { "{'a':1}\n{'b':{'c':2}}", "{'a':1}\r\n{'b':[]}\r\n", "\uFEFF{'a':1,'b':null}",
			"\n \n{'a':1}\n\n\n{'a':2,'b':1}\n", "{'a':1}\n[{'x':1}]\n7\n{'x':\n'x'\n{'b':1}" })
	void findsFieldsOfAllObjects(String file) throws IOException {
		assertThat(read(file)).containsExactly("a", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n\n", "[1]\n{'a':1}", "{}\n{'a':1}", "{'a':\n1}", "a,b\n1,2" })
	void rejectsFileThatDoesNotBeginWithObject(String file) {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> read(file))
			.withMessageContaining("does not begin with a JSON object");
	}

	@Test
	void ignoresFieldsAfterInspectedPart() throws IOException {
		String first = "{'a':'";
		String rest = "'}\n";
		String second = "{'b':1}\n";
		int filled = first.length() + rest.length() + second.length();
		String text = "x".repeat(JsonLinesFields.INSPECTED_SIZE - filled);
		assertThat(read(first + text + rest + second + "{'c':1}\n")).containsExactly("a", "b");
		assertThat(read(first + text + "x" + rest + second)).containsExactly("a");
	}

	@Test
	void rejectsFirstLineThatExceedsInspectedPart() {
		String line = "{'a':'" + "x".repeat(JsonLinesFields.INSPECTED_SIZE) + "'}\n";
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> read(line))
			.withMessageContaining("a first line of more than 10000000 bytes");
	}

	@Test
	void limitsNumberOfFields() throws IOException {
		assertThat(read(lines(CsvHeader.MAX_COLUMNS))).hasSize(CsvHeader.MAX_COLUMNS);
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> read(lines(CsvHeader.MAX_COLUMNS + 1)))
			.withMessageContaining("more than 10000 different fields");
	}

	private Set<String> read(String file) throws IOException {
		return this.fields.read(new ByteArrayInputStream(bytes(file)));
	}

	private static String lines(int count) {
		return IntStream.range(0, count)
			.mapToObj((number) -> "{'c" + number + "':1}")
			.collect(Collectors.joining("\n"));
	}

	private static byte[] bytes(String text) {
		return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
	}

}
