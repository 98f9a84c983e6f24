package com.experiture.client.internal.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.internal.rules.InvalidField;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CsvHeader}.
 */
class CsvHeaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "a,b\n1,2", "a,b\r\n1,2", "a,b\r1,2", "a,b", "\uFEFFa,b\n", "\"a\",b\n", "a,\"b\"",
			"\uFEFF\"a\",\"b\"\r\n" })
	void readsColumnsInAllForms(String file) throws IOException {
		assertThat(read(file)).containsExactly("a", "b");
	}

	@Test
	void acceptsAnythingInQuotedColumns() throws IOException {
		assertThat(read("\"a,1\",\"b \"\"x\"\"\",\"c\nd\",\u00fc \n")).containsExactly("a,1", "b \"x\"", "c\nd",
				"\u00fc ");
	}

	@Test
	void acceptsSingleColumn() throws IOException {
		assertThat(read("email")).containsExactly("email");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\n1,2", ",", "a,\n", "a, ,b", "a,b,a", "a;b", "a\tb", "a|b", "\"a", "\"a\"b,c", "\uFEFF" })
	void rejectsHeaderThatCannotBeMapped(String file) {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> read(file)).withMessageStartingWith("file has");
	}

	@Test
	void requiresUtf8OnlyInHeader() throws IOException {
		byte[] latin = "a,b\n\u00fc,1".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(CsvHeader.read(new ByteArrayInputStream(latin))).containsExactly("a", "b");
	}

	@Test
	void limitsNumberOfColumns() throws IOException {
		assertThat(read(columns(CsvHeader.MAX_COLUMNS))).hasSize(CsvHeader.MAX_COLUMNS);
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> read(columns(CsvHeader.MAX_COLUMNS + 1)))
			.withMessageContaining("more than 10000 columns");
	}

	@Test
	void limitsLength() {
		InputStream endless = new InputStream() {

			@Override
			public int read() {
				return 'a';
			}

		};
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> CsvHeader.read(endless))
			.withMessageContaining("more than 1048576 characters");
	}

	private static String columns(int count) {
		return IntStream.range(0, count).mapToObj((number) -> "c" + number).collect(Collectors.joining(","));
	}

	private static List<String> read(String file) throws IOException {
		return CsvHeader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
	}

}
