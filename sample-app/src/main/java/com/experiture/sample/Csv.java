package com.experiture.sample;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Reads CSV files with a header, row by row.
 */
final class Csv {

	private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder()
		.setHeader()
		.setSkipHeaderRecord(true)
		.setNullString("NULL")
		.get();

	private Csv() {
	}

	static Stream<Map<String, @Nullable String>> rows(Resource file) {
		try {
			Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8);
			CSVParser rows = FORMAT.parse(reader);
			return rows.stream().map(CSVRecord::toMap).onClose(() -> close(rows));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + file, ex);
		}
	}

	private static void close(CSVParser rows) {
		try {
			rows.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String required(Map<String, @Nullable String> row, String column) {
		String value = row.get(column);
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException(column + " is empty");
		}
		return value;
	}

}
