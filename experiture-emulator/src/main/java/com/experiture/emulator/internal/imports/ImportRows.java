package com.experiture.emulator.internal.imports;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.Json;

/**
 * The rows of an uploaded file, one by one, as maps from column to value. Each byte of
 * the file is read as a character, so that a row that is not UTF-8 is the only one that
 * is rejected.
 */
abstract sealed class ImportRows implements Closeable {

	private final BufferedReader reader;

	private ImportRows(BufferedReader reader) {
		this.reader = reader;
	}

	static ImportRows open(Path file, boolean csv) throws IOException {
		BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
		return csv ? new Csv(reader) : new JsonLines(reader);
	}

	/**
	 * Return the names of the columns.
	 * @return the names, or {@code null} if the format has no header
	 */
	abstract @Nullable List<String> columns();

	/**
	 * Read the next row.
	 * @return the row, or {@code null} at the end
	 * @throws IOException if the file cannot be read
	 * @throws ApiProblem if the row is malformed; the next row can be read then
	 */
	abstract @Nullable Map<String, @Nullable Object> next() throws IOException;

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

	private static String decoded(String bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
				.toString();
		}
		catch (CharacterCodingException ex) {
			throw ApiProblem.invalid("The row is not UTF-8", null);
		}
	}

	private static final class Csv extends ImportRows {

		private final CsvReader lines;

		private final List<String> columns;

		Csv(BufferedReader reader) throws IOException {
			super(reader);
			this.lines = new CsvReader(withoutByteOrderMark(reader));
			List<String> header = this.lines.line();
			this.columns = (header != null) ? header.stream().map(ImportRows::decoded).toList() : List.of();
		}

		@Override
		List<String> columns() {
			return this.columns;
		}

		@Override
		@Nullable Map<String, @Nullable Object> next() throws IOException {
			List<String> values;
			try {
				values = this.lines.line();
			}
			catch (CsvReader.Malformed ex) {
				throw ApiProblem.invalid(String.valueOf(ex.getMessage()), null);
			}
			if (values == null) {
				return null;
			}
			if (values.size() != this.columns.size()) {
				throw ApiProblem.invalid("The row has " + values.size() + " columns, not " + this.columns.size(), null);
			}
			Map<String, @Nullable Object> row = new LinkedHashMap<>();
			for (int i = 0; i < values.size(); i++) {
				if (!values.get(i).isEmpty()) {
					row.put(this.columns.get(i), decoded(values.get(i)));
				}
			}
			return row;
		}

	}

	private static BufferedReader withoutByteOrderMark(BufferedReader reader) throws IOException {
		reader.mark(3);
		if (reader.read() != 0xEF || reader.read() != 0xBB || reader.read() != 0xBF) {
			reader.reset();
		}
		return reader;
	}

	private static final class JsonLines extends ImportRows {

		private final BufferedReader lines;

		JsonLines(BufferedReader reader) throws IOException {
			super(withoutByteOrderMark(reader));
			this.lines = reader;
		}

		@Override
		@Nullable List<String> columns() {
			return null;
		}

		@Override
		@SuppressWarnings("unchecked")
		@Nullable Map<String, @Nullable Object> next() throws IOException {
			String line = this.lines.readLine();
			while (line != null && line.isBlank()) {
				line = this.lines.readLine();
			}
			if (line == null) {
				return null;
			}
			// Given other bytes, the parser could detect UTF-16 or UTF-32.
			if (Json.read(decoded(line).getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> row) {
				return (Map<String, @Nullable Object>) row;
			}
			throw ApiProblem.invalid("The line is not a JSON object", null);
		}

	}

}
