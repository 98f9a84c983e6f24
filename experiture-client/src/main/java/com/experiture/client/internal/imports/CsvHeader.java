package com.experiture.client.internal.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.text.ColumnText;

/**
 * The first line of a CSV file: UTF-8, separated by commas, quoted as in RFC 4180. The
 * name of a column is the exact text of the file with all spaces, since the API finds the
 * column by it. What it rejects is this client's own caution; a mapping body of the
 * caller's own and the single steps of an import avoid it.
 */
final class CsvHeader {

	static final int MAX_LENGTH = 1 << 20;

	static final int MAX_COLUMNS = 10_000;

	private static final String FIELD = "file";

	private static final int END = -1;

	private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\\s*sep\\s*=.?\\s*", Pattern.DOTALL);

	private static final Pattern MAIL_ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

	// Other separators. No field name contains one of the first three.
	private static final Map<Character, String> SEPARATORS = separators();

	private static final String UNMISTAKABLE = ";\t|";

	private final Reader reader;

	private final List<String> columns = new ArrayList<>();

	private final List<Boolean> quoted = new ArrayList<>();

	private int length;

	private boolean endsWithCarriageReturn;

	private CsvHeader(Reader reader) {
		this.reader = reader;
	}

	/**
	 * Read the header and check that each of its columns can be mapped by its name.
	 * @param input the file, read no further than needed, except to fill a buffer
	 * @return the names of the columns
	 */
	static List<String> read(InputStream input) throws IOException {
		CsvHeader header = parse(input);
		header.requireNames();
		return header.columns();
	}

	/**
	 * Read the header.
	 * @param input the file, read no further than needed, except to fill a buffer
	 * @return the header
	 */
	static CsvHeader parse(InputStream input) throws IOException {
		CsvHeader header = new CsvHeader(new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)));
		header.line();
		// Bytes that cannot be decoded become this character.
		InvalidField.unless(header.columns.stream().noneMatch((column) -> column.indexOf('\uFFFD') >= 0), FIELD,
				"has a header that is not UTF-8");
		header.requireNoSeparatorLine();
		return header;
	}

	/**
	 * Return the names of the columns.
	 * @return the exact texts of the file, in their order
	 */
	List<String> columns() {
		return this.columns;
	}

	/**
	 * Check that lines do not end with a carriage return alone.
	 */
	void requireLineFeeds() {
		InvalidField.unless(!this.endsWithCarriageReturn, FIELD,
				"has lines that end with CR alone, as on old Macs: save it with LF or CRLF");
	}

	/**
	 * Check that columns are separated by commas.
	 */
	void requireCommas() {
		char separator = 0;
		long most = 0;
		for (char candidate : SEPARATORS.keySet()) {
			long count = unquoted(candidate);
			boolean separates = UNMISTAKABLE.indexOf(candidate) >= 0 || this.columns.size() == 1;
			if (separates && count > most) {
				separator = candidate;
				most = count;
			}
		}
		InvalidField.unless(most == 0, FIELD, separatedBy(separator));
	}

	/**
	 * Check that each column can be mapped by its name.
	 */
	void requireNames() {
		requireCommas();
		String first = this.columns.get(0);
		InvalidField.unless(
				this.columns.size() > 1 || !this.quoted.get(0)
						|| first.chars().noneMatch((c) -> c == ',' || UNMISTAKABLE.indexOf(c) >= 0),
				FIELD, "has its whole header in one pair of quotes, so it has one column " + ColumnText.quoted(first)
						+ ": remove the quotes around the line");
		InvalidField.unless(!ColumnText.trimmed(first).matches("(?s)[{<\\[].*"), FIELD,
				"begins like JSON, XML or HTML, not like a CSV header");
		Map<String, Integer> positions = new HashMap<>();
		for (int i = 0; i < this.columns.size(); i++) {
			requireName(i, positions);
		}
	}

	private void requireName(int index, Map<String, Integer> positions) {
		String name = this.columns.get(index);
		String trimmed = ColumnText.trimmed(name);
		int number = index + 1;
		InvalidField.unless(!trimmed.isEmpty(), FIELD,
				"has no name for column " + number + " in its header: name it, or remove the column");
		InvalidField.unless(this.quoted.get(index) || trimmed.charAt(0) != '"', FIELD, "has a header with a space"
				+ " before the quote of column " + number + " (" + ColumnText.quoted(name) + "): remove the space");
		InvalidField.unless(!MAIL_ADDRESS.matcher(trimmed).matches(), FIELD, "has no header: column " + number
				+ " of its first row is an e-mail address; put the names of the columns above it");
		Integer same = positions.putIfAbsent(trimmed.toLowerCase(Locale.ROOT), number);
		if (same != null) {
			String other = this.columns.get(same - 1);
			String both = ColumnText.quoted(other) + " in column " + same + " and " + ColumnText.quoted(name)
					+ " in column " + number;
			throw new InvalidField(FIELD,
					other.equals(name) ? "has the name of column " + number + " twice in its header (" + both + ")"
							: "has the name of column " + number
									+ " twice in its header, if case and the spaces around it are ignored (" + both
									+ ")");
		}
	}

	private void requireNoSeparatorLine() {
		String first = this.columns.get(0);
		InvalidField.unless(this.columns.size() > 2 || !SEPARATOR_LINE.matcher(first).matches(), FIELD,
				"begins with the line " + ColumnText.quoted((this.columns.size() > 1) ? first + "," : first)
						+ ", which is for Excel alone: remove it, and separate the values by commas");
	}

	private long unquoted(char separator) {
		long count = 0;
		for (int i = 0; i < this.columns.size(); i++) {
			if (!this.quoted.get(i)) {
				count += ColumnText.trimmed(this.columns.get(i)).chars().filter((c) -> c == separator).count();
			}
		}
		return count;
	}

	private void line() throws IOException {
		int next = this.reader.read();
		next = (next == '\uFEFF') ? next() : next;
		while (true) {
			StringBuilder value = new StringBuilder();
			boolean quote = next == '"';
			next = quote ? quoted(value) : plain(value, next);
			this.columns.add(value.toString());
			this.quoted.add(quote);
			InvalidField.unless(this.columns.size() <= MAX_COLUMNS, FIELD,
					"has a header of more than " + MAX_COLUMNS + " columns");
			if (next != ',') {
				this.endsWithCarriageReturn = next == '\r' && this.reader.read() != '\n';
				return;
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
			InvalidField.unless(next != END, FIELD,
					"has a header with a quote that is not closed, in column " + (this.columns.size() + 1));
			if (next != '"') {
				value.append((char) next);
				continue;
			}
			int behind = next();
			if (behind != '"') {
				InvalidField.unless(UNMISTAKABLE.indexOf(behind) < 0, FIELD, separatedBy((char) behind));
				InvalidField.unless(isEnd(behind), FIELD, "has a header with text behind a closed quote, in column "
						+ (this.columns.size() + 1) + " (" + ColumnText.quoted(value.toString()) + ")");
				return behind;
			}
			value.append('"');
		}
	}

	private int next() throws IOException {
		InvalidField.unless(this.length++ < MAX_LENGTH, FIELD,
				"has a header of more than " + MAX_LENGTH + " characters");
		return this.reader.read();
	}

	private static boolean isEnd(int next) {
		return next == ',' || next == '\n' || next == '\r' || next == END;
	}

	private static String separatedBy(char separator) {
		return "has a header that is not separated by commas: it is separated by " + SEPARATORS.get(separator)
				+ "; save the file as CSV with commas";
	}

	private static Map<Character, String> separators() {
		Map<Character, String> names = new LinkedHashMap<>();
		names.put(';', "semicolons");
		names.put('\t', "tabs");
		names.put('|', "pipes (|)");
		names.put('\u0001', "control characters (U+0001)");
		names.put('\u001F', "control characters (U+001F)");
		names.put('\u00A6', "broken bars (U+00A6)");
		names.put('\u060C', "Arabic commas (U+060C)");
		names.put('\uFF0C', "full-width commas (U+FF0C)");
		names.put('\uFF1B', "full-width semicolons (U+FF1B)");
		names.put('^', "carets (^)");
		names.put('~', "tildes (~)");
		return names;
	}

}
