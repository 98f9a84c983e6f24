package com.experiture.emulator.internal.imports;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CsvReaderTests {

	@Test
	void readsPlainValues() throws IOException {
		assertThat(read("a,b,c\n1,,3\r\n\n\r\nx")).containsExactly(List.of("a", "b", "c"), List.of("1", "", "3"),
				List.of("x"));
	}

	@Test
	void readsQuotedValues() throws IOException {
		assertThat(read("\"a,\"\"b\"\"\",\"line 1\r\nline 2\",\"\"\n"))
			.containsExactly(List.of("a,\"b\"", "line 1\r\nline 2", ""));
	}

	@Test
	void skipsByteOrderMark() throws IOException {
		assertThat(read("\uFEFFa,b")).containsExactly(List.of("a", "b"));
	}

	@Test
	void readsEmptyValueAfterTrailingComma() throws IOException {
		assertThat(read("a,\n,\n")).containsExactly(List.of("a", ""), List.of("", ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n\n" })
	void readsEmptyFile(String file) throws IOException {
		assertThat(read(file)).isEmpty();
	}

	@Test
	void continuesAfterMalformedLine() throws IOException {
		CsvReader reader = new CsvReader(new StringReader("\"a\"b,c\nd,e\n\"open"));
		assertThatExceptionOfType(CsvReader.Malformed.class).isThrownBy(reader::line);
		assertThat(reader.line()).containsExactly("d", "e");
		assertThatExceptionOfType(CsvReader.Malformed.class).isThrownBy(reader::line);
		assertThat(reader.line()).isNull();
	}

	private static List<List<String>> read(String file) throws IOException {
		CsvReader reader = new CsvReader(new StringReader(file));
		List<List<String>> lines = new ArrayList<>();
		for (List<String> line = reader.line(); line != null; line = reader.line()) {
			lines.add(line);
		}
		return lines;
	}

}
