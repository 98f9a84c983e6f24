package com.experiture.client.internal.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.error.InvalidFileContentException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RowScanner}.
 */
class RowScannerTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'a,b'                                        | 0
			'a,b\\n'                                     | 0
			'a,b\\n1,2'                                  | 1
			'a,b\\r\\n1,2\\r\\n\\r\\n3,4\\r\\n\\r\\n'    | 2
			'a,b\\r1,2\\r3,4'                            | 2
			'\\uFEFF~a~,~b\\nc~\\n1,2\\n'                | 1
			'a,b\\n~x\\n\\ny ~~z~~\\n~,2\\n3,~4~\\n'     | 2
			'a,b\\n5~ screen,1\\n6~ screen,2'            | 2
			'a,b\\n~1~,~2~'                              | 1
			'a,b\\n~~,~~~~\\n~~,~~\\n'                   | 2
			'name,city\\nJürgen,Köln\\n\uD83D\uDE00,€\\n'| 2
			""")
	void countsRowsOfCsvInPartsOfAnySize(String text, long rows) throws Exception {
		byte[] content = text.replace('~', '"')
			.replace("\\n", "\n")
			.replace("\\r", "\r")
			.replace("\\uFEFF", "\uFEFF")
			.getBytes(StandardCharsets.UTF_8);
		for (int size = 3; size <= content.length + 1; size++) {
			RowScanner scanner = scan(true, content, size);
			scanner.end();
			assertThat(scanner.rows()).as("parts of %s bytes", size).isEqualTo(rows);
		}
	}

	@Test
	void countsLinesOfJsonLines() throws Exception {
		byte[] content = "\n{\"a\":\"\\\"\"}\n\n{\"b\":1}\n".getBytes(StandardCharsets.UTF_8);
		RowScanner scanner = scan(false, content, 5);
		scanner.end();
		assertThat(scanner.rows()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "FC", "80", "C0AF", "C180", "E28028", "E282", "EDA080", "F08080AF", "F4908080", "F5808080",
			"FF", "E080AF", "F09F98" })
	void findsRowAndByteThatIsNotUtf8(String bytes) {
		byte[] start = "email,name\njane@example.com,J".getBytes(StandardCharsets.UTF_8);
		byte[] wrong = HexFormat.of().parseHex(bytes);
		byte[] content = ByteBuffer.allocate(start.length + wrong.length).put(start).put(wrong).array();
		for (int size = 3; size <= content.length; size++) {
			int partSize = size;
			assertThatExceptionOfType(InvalidFileContentException.class)
				.isThrownBy(() -> scan(true, content, partSize).end())
				.withMessageStartingWith("is not UTF-8 in row 2 ")
				.withMessageContaining("at byte 30 of the file (offset 29)");
		}
	}

	@Test
	void namesLineOfJsonLines() {
		byte[] content = "{\"a\":1}\n\n{\"a\":\"\u00fc\"}\n".getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(InvalidFileContentException.class).isThrownBy(() -> scan(false, content, 100))
			.withMessageContaining("in line 3, at byte 16 ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'a,b\\n1,~2\\n3,4\\n'     | 2
			'a,b\\n1,2\\n3,~4~~\\n5'  | 3
			'a,b\\n1,2\\n~'           | 3
			""")
	void findsRowOfUnclosedQuote(String text, int row) {
		byte[] content = text.replace('~', '"').replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(InvalidFileContentException.class).isThrownBy(() -> scan(true, content, 4).end())
			.withMessageStartingWith("has a quote that is not closed, opened in row " + row + " ");
	}

	@Test
	void agreesWithDecoderOfJdkOnRandomBytes() {
		Random random = new Random(7);
		int[] interesting = { 'a', 'b', '\n', 0x80, 0xBF, 0xC2, 0xE0, 0xA0, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F, 0xFF };
		for (int run = 0; run < 20_000; run++) {
			byte[] content = new byte[1 + random.nextInt(12)];
			for (int i = 0; i < content.length; i++) {
				content[i] = (byte) interesting[random.nextInt((run % 2 == 0) ? 6 : interesting.length)];
			}
			assertThat(failure(content) == null).as(HexFormat.of().formatHex(content)).isEqualTo(isUtf8(content));
		}
	}

	private static @Nullable InvalidFileContentException failure(byte[] content) {
		try {
			scan(false, content, content.length).end();
			return null;
		}
		catch (InvalidFileContentException ex) {
			return ex;
		}
	}

	private static boolean isUtf8(byte[] content) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	private static RowScanner scan(boolean csv, byte[] content, int size) throws InvalidFileContentException {
		RowScanner scanner = new RowScanner(csv);
		for (int from = 0; from < content.length; from += size) {
			scanner.inspect(ByteBuffer.wrap(content, from, Math.min(size, content.length - from)));
		}
		return scanner;
	}

}
