package com.experiture.emulator.internal.imports;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads CSV according to RFC 4180: commas, quoted values with doubled quotes and line
 * breaks in them, lines ended by LF or CRLF.
 */
final class CsvReader {

	private static final int END = -1;

	private final Reader reader;

	private int next;

	CsvReader(Reader reader) throws IOException {
		this.reader = reader;
		this.next = reader.read();
		if (this.next == '\uFEFF') {
			advance();
		}
	}

	/**
	 * Read a line. Empty lines are skipped.
	 * @return the values, or {@code null} at the end
	 * @throws IOException if the file cannot be read
	 * @throws Malformed if a quote is not closed, or something follows a closed one
	 */
	@Nullable List<String> line() throws IOException {
		while (this.next == '\r' || this.next == '\n') {
			advance();
		}
		if (this.next == END) {
			return null;
		}
		List<String> values = new ArrayList<>();
		values.add(value());
		while (this.next == ',') {
			advance();
			values.add(value());
		}
		return values;
	}

	private String value() throws IOException {
		if (this.next == '"') {
			return quoted();
		}
		StringBuilder value = new StringBuilder();
		while (!endsValue()) {
			value.append((char) this.next);
			advance();
		}
		return value.toString();
	}

	private String quoted() throws IOException {
		StringBuilder value = new StringBuilder();
		advance();
		while (true) {
			if (this.next == END) {
				throw new Malformed("A quote is not closed");
			}
			if (this.next == '"') {
				advance();
				if (this.next != '"') {
					break;
				}
			}
			value.append((char) this.next);
			advance();
		}
		if (!endsValue()) {
			skipLine();
			throw new Malformed("Text follows a closing quote");
		}
		return value.toString();
	}

	private void skipLine() throws IOException {
		while (this.next != '\n' && this.next != END) {
			advance();
		}
	}

	private boolean endsValue() {
		return this.next == ',' || this.next == '\n' || this.next == '\r' || this.next == END;
	}

	private void advance() throws IOException {
		this.next = this.reader.read();
	}

	/**
	 * A line that is not valid CSV.
	 */
	static final class Malformed extends RuntimeException {

		Malformed(String message) {
			super(message, null, false, false);
		}

	}

}
