package com.experiture.emulator;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The rows of an uploaded file, one after the other, as maps from column to value.
 */
abstract sealed class ImportRows implements Closeable {

	private final BufferedReader reader;

	private ImportRows(BufferedReader reader) {
		this.reader = reader;
	}

	static ImportRows open(Path file, boolean csv) throws IOException {
		BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
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
	 * @throws ApiProblem if the row is malformed; reading can go on behind it
	 */
	abstract @Nullable Map<String, @Nullable Object> next() throws IOException;

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

	private static final class Csv extends ImportRows {

		private final CsvReader lines;

		private final List<String> columns;

		Csv(BufferedReader reader) throws IOException {
			super(reader);
			this.lines = new CsvReader(reader);
			List<String> header = this.lines.line();
			this.columns = (header != null) ? header : List.of();
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
					row.put(this.columns.get(i), values.get(i));
				}
			}
			return row;
		}

	}

	private static final class JsonLines extends ImportRows {

		private final BufferedReader lines;

		JsonLines(BufferedReader reader) {
			super(reader);
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
			if (Json.read(line.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> row) {
				return (Map<String, @Nullable Object>) row;
			}
			throw ApiProblem.invalid("The line is not a JSON object", null);
		}

	}

}
