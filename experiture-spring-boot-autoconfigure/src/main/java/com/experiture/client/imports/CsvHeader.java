package com.experiture.client.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import com.experiture.client.error.InvalidMember;

/**
 * Reads the first line of a CSV file: UTF-8, separated by commas, quoted like RFC 4180.
 */
final class CsvHeader {

	static final int MAX_LENGTH = 1 << 20;

	static final int MAX_COLUMNS = 10_000;

	private static final String MEMBER = "file";

	private static final int END = -1;

	private final Reader reader;

	private final List<String> columns = new ArrayList<>();

	private int length;

	private CsvHeader(Reader reader) {
		this.reader = reader;
	}

	/**
	 * Read the header.
	 * @param input the file, read no further than needed but for a buffer
	 * @return the names of the columns
	 */
	static List<String> read(InputStream input) throws IOException {
		List<String> columns = new CsvHeader(new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)))
			.line();
		check(columns);
		return columns;
	}

	private List<String> line() throws IOException {
		int next = this.reader.read();
		next = (next == '\uFEFF') ? next() : next;
		while (true) {
			StringBuilder value = new StringBuilder();
			next = (next == '"') ? quoted(value) : plain(value, next);
			this.columns.add(value.toString());
			InvalidMember.unless(this.columns.size() <= MAX_COLUMNS, MEMBER,
					"has a header of more than " + MAX_COLUMNS + " columns");
			if (next != ',') {
				return this.columns;
			}
			next = next();
		}
	}

	private int plain(StringBuilder value, int first) throws IOException {
		int next = first;
		while (!isEnd(next)) {
			value.append((char) next);
			next = next();
		}
		return next;
	}

	private int quoted(StringBuilder value) throws IOException {
		while (true) {
			int next = next();
			InvalidMember.unless(next != END, MEMBER, "has a header with a quote that is not closed");
			if (next != '"') {
				value.append((char) next);
				continue;
			}
			int behind = next();
			if (behind != '"') {
				InvalidMember.unless(isEnd(behind), MEMBER, "has a header with text behind a closed quote");
				return behind;
			}
			value.append('"');
		}
	}

	private int next() throws IOException {
		InvalidMember.unless(this.length++ < MAX_LENGTH, MEMBER,
				"has a header of more than " + MAX_LENGTH + " characters");
		return this.reader.read();
	}

	private static boolean isEnd(int next) {
		return next == ',' || next == '\n' || next == '\r' || next == END;
	}

	private static void check(List<String> columns) {
		InvalidMember.unless(columns.size() > 1 || columns.get(0).chars().noneMatch((c) -> ";\t|".indexOf(c) >= 0),
				MEMBER, "has a header that is not separated by commas");
		// What cannot be decoded becomes this character.
		InvalidMember.unless(columns.stream().noneMatch((column) -> column.indexOf('\uFFFD') >= 0), MEMBER,
				"has a header that is not UTF-8");
		HashSet<String> names = new HashSet<>();
		for (int i = 0; i < columns.size(); i++) {
			InvalidMember.unless(!columns.get(i).isBlank(), MEMBER,
					"has no name for column " + (i + 1) + " in its header");
			InvalidMember.unless(names.add(columns.get(i)), MEMBER,
					"has the name of column " + (i + 1) + " twice in its header");
		}
	}

}
