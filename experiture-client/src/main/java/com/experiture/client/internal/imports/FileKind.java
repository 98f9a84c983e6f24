package com.experiture.client.internal.imports;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import com.experiture.client.imports.ImportFormat;
import com.experiture.client.internal.rules.InvalidField;

/**
 * Knows files that are not the text that their name promises by their first bytes. What
 * it rejects is this client's own caution; a mapping body of the caller's own and the
 * single steps of an import avoid it.
 */
enum FileKind {

	UTF_32_LE("is UTF-32: save it as UTF-8", 0xFF, 0xFE, 0x00, 0x00),

	UTF_32_BE("is UTF-32: save it as UTF-8", 0x00, 0x00, 0xFE, 0xFF),

	UTF_16_LE("is UTF-16: save it as UTF-8", 0xFF, 0xFE),

	UTF_16_BE("is UTF-16: save it as UTF-8", 0xFE, 0xFF),

	GZIP("is compressed with gzip: decompress it first", 0x1F, 0x8B),

	BZIP2("is compressed with bzip2: decompress it first", 'B', 'Z', 'h', FileKind.ANY, '1', 'A', 'Y', '&', 'S', 'Y'),

	XZ("is compressed with xz: decompress it first", 0xFD, '7', 'z', 'X', 'Z', 0x00),

	ZSTANDARD("is compressed with Zstandard: decompress it first", 0x28, 0xB5, 0x2F, 0xFD),

	SEVEN_ZIP("is a 7z archive: extract the file that it holds", '7', 'z', 0xBC, 0xAF, 0x27, 0x1C),

	ZIP("is a ZIP archive: extract the file that it holds", 'P', 'K', 0x03, 0x04),

	EMPTY_ZIP("is an empty ZIP archive", 'P', 'K', 0x05, 0x06),

	EXCEL_97("is an Excel workbook (.xls): save the sheet as CSV in UTF-8", 0xD0, 0xCF, 0x11, 0xE0),

	PDF("is a PDF document", '%', 'P', 'D', 'F', '-'),

	PARQUET("is a Parquet file: set its format, ImportFormat.PARQUET, and give a mapping", 'P', 'A', 'R', '1');

	private static final String FIELD = "file";

	private static final int TEXT_SAMPLE = 64;

	private final String problem;

	private static final int ANY = -1;

	private final int[] magic;

	FileKind(String problem, int... magic) {
		this.problem = problem;
		this.magic = magic;
	}

	/**
	 * Check that the content of a file has the format of the import.
	 * @param head its first bytes
	 * @param format the format of the import
	 * @throws InvalidField if it has another format
	 */
	static void check(byte[] head, ImportFormat format) {
		FileKind kind = of(head);
		if (format == ImportFormat.PARQUET) {
			InvalidField.unless(kind == PARQUET, FIELD, "does not begin with PAR1, so it is not a Parquet file"
					+ ((kind != null) ? "; it " + kind.describe(head) : ""));
			return;
		}
		InvalidField.unless(kind == null, FIELD, (kind != null) ? kind.describe(head) : "");
		InvalidField.unless(!hasNul(head), FIELD, UTF_16_LE.problem);
	}

	private static @Nullable FileKind of(byte[] head) {
		for (FileKind kind : values()) {
			if (kind.begins(head)) {
				return kind;
			}
		}
		return null;
	}

	private boolean begins(byte[] head) {
		if (head.length < this.magic.length) {
			return false;
		}
		for (int i = 0; i < this.magic.length; i++) {
			if (this.magic[i] != ANY && head[i] != (byte) this.magic[i]) {
				return false;
			}
		}
		return true;
	}

	private String describe(byte[] head) {
		if (this == ZIP) {
			String names = new String(head, StandardCharsets.ISO_8859_1);
			if (names.contains("xl/") || names.contains("[Content_Types].xml")) {
				return "is an Excel workbook (.xlsx): save the sheet as CSV in UTF-8";
			}
			if (names.contains("opendocument.spreadsheet")) {
				return "is an OpenDocument spreadsheet (.ods): save the sheet as CSV in UTF-8";
			}
		}
		return this.problem;
	}

	// Detects UTF-16 without a byte order mark: every second byte of Latin text is zero.
	private static boolean hasNul(byte[] head) {
		int sample = Math.min(head.length, TEXT_SAMPLE);
		for (int i = 0; i < sample; i++) {
			if (head[i] == 0) {
				return true;
			}
		}
		return false;
	}

}
