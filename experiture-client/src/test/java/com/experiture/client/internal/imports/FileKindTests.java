package com.experiture.client.internal.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.imports.ImportFormat;
import com.experiture.client.internal.rules.InvalidField;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link FileKind}.
 */
class FileKindTests {

	private static final String TEXT = "email,first_name\njane@example.com,Jane\n";

	@ParameterizedTest
	@CsvSource({ "UTF-16, UTF-16", "UTF-16LE, UTF-16", "UTF-16BE, UTF-16", "x-UTF-16LE-BOM, UTF-16",
			"X-UTF-32LE-BOM, UTF-32", "X-UTF-32BE-BOM, UTF-32" })
	void namesOtherEncodings(String charset, String name) {
		assertRejected(TEXT.getBytes(Charset.forName(charset)), "is " + name);
	}

	@Test
	void namesGzip() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(TEXT.getBytes(StandardCharsets.UTF_8));
		}
		assertRejected(bytes.toByteArray(), "compressed with gzip");
	}

	@ParameterizedTest
	@CsvSource({ "people.csv, ZIP archive", "xl/workbook.xml, Excel workbook (.xlsx)",
			"[Content_Types].xml, Excel workbook (.xlsx)" })
	void namesZipAndWorkbooks(String entry, String name) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry(entry));
			zip.write(TEXT.getBytes(StandardCharsets.UTF_8));
		}
		assertRejected(bytes.toByteArray(), name);
	}

	@ParameterizedTest
	@CsvSource({ "D0CF11E0A1B11AE1, .xls", "28B52FFD00, Zstandard", "FD377A585A00, xz", "425A6839314159265359, bzip2",
			"377ABCAF271C, 7z", "255044462D312E37, PDF", "50415231, Parquet" })
	void namesOtherFormats(String bytes, String name) {
		assertRejected(HexFormat.of().parseHex(bytes), name);
	}

	@Test
	void namesOtherFormatsThanParquet() {
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> FileKind.check(TEXT.getBytes(StandardCharsets.UTF_8), ImportFormat.PARQUET))
			.withMessageContaining("not a Parquet file");
	}

	@ParameterizedTest
	@ValueSource(strings = { TEXT, "\uFEFF" + TEXT, "a", "{\"email\":\"jane@example.com\"}", "ÿþ,a\n1,2" })
	void acceptsText(String text) {
		assertThatNoException()
			.isThrownBy(() -> FileKind.check(text.getBytes(StandardCharsets.UTF_8), ImportFormat.CSV));
	}

	private static void assertRejected(byte[] head, String name) {
		for (ImportFormat format : new ImportFormat[] { ImportFormat.CSV, ImportFormat.JSONL }) {
			assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> FileKind.check(head, format))
				.withMessageStartingWith("file is")
				.withMessageContaining(name);
		}
	}

}
