package com.experiture.sample;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
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

	static void read(Resource file, Consumer<Map<String, @Nullable String>> consumer) {
		try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8);
				CSVParser rows = FORMAT.parse(reader)) {
			rows.forEach((row) -> consumer.accept(row.toMap()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + file, ex);
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
