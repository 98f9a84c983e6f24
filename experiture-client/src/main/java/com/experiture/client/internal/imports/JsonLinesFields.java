package com.experiture.client.internal.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.text.ColumnText;

/**
 * Finds the fields of the objects in a JSON Lines file. What it rejects is this client's
 * own caution; a mapping body of the caller's own and the single steps of an import avoid
 * it.
 */
final class JsonLinesFields {

	/** How much of a file is inspected: all of it could take longer than its upload. */
	static final int INSPECTED_SIZE = 10_000_000;

	private static final String FIELD = "file";

	private static final Logger logger = LoggerFactory.getLogger("com.experiture.client.imports");

	private static final int SHOWN = 4096;

	private static final Pattern PRETTY_PRINTED = Pattern.compile("[{\\[,:]$");

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private final ExperitureJson json;

	JsonLinesFields(ExperitureJson json) {
		this.json = json;
	}

	/**
	 * Return the fields of all objects in the first part of a file.
	 */
	Set<String> read(InputStream file) throws IOException {
		InputStream input = new BufferedInputStream(file);
		skipByteOrderMark(input);
		Lines lines = new Lines(input);
		byte[] first = lines.next();
		InvalidField.unless(first != null, FIELD, "has a first line of more than " + INSPECTED_SIZE + " bytes");
		Set<String> fields = new LinkedHashSet<>();
		InvalidField.unless(addFields(first, lines.number(), fields), FIELD,
				"does not begin with a JSON object on one line" + reason(first, lines.number()));
		InvalidField.unless(!fields.isEmpty(), FIELD,
				"does not begin with a JSON object of at least one field on one line");
		long broken = 0;
		for (byte[] line = lines.next(); line != null; line = lines.next()) {
			// Other lines are rows that the import rejects.
			if (!addFields(line, lines.number(), fields) && line.length > 0 && broken == 0) {
				broken = lines.number();
			}
			InvalidField.unless(fields.size() <= CsvHeader.MAX_COLUMNS, FIELD,
					"has more than " + CsvHeader.MAX_COLUMNS + " different fields");
		}
		if (broken > 0) {
			logger.warn("Line {} of the file is not a JSON object on one line, so the API rejects it, like others of"
					+ " that kind", broken);
		}
		return fields;
	}

	private boolean addFields(byte[] line, long number, Set<String> fields) {
		List<String> names = new ArrayList<>();
		try {
			boolean object = addNames(line, names);
			Set<String> different = new LinkedHashSet<>();
			for (String name : names) {
				InvalidField.unless(different.add(name), FIELD, "has the field " + ColumnText.quoted(name)
						+ " twice in line " + number + ", of which one would be lost");
			}
			if (object) {
				fields.addAll(different);
			}
			return object;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	// Whether it is an object is known only after its end.
	private boolean addNames(byte[] line, List<String> names) {
		addFields(line, names);
		return !names.isEmpty() || isObject(line);
	}

	private boolean isObject(byte[] line) {
		try (JsonParser parser = this.json.parser(line)) {
			return parser.nextToken() == JsonToken.START_OBJECT;
		}
	}

	private String reason(byte[] line, long number) {
		String text = new String(line, 0, Math.min(line.length, SHOWN), StandardCharsets.UTF_8).strip();
		if (text.startsWith("[")) {
			return ": it is a JSON array; write each of its objects on a line of its own, without brackets and commas";
		}
		if (text.startsWith("{") && line.length < SHOWN && PRETTY_PRINTED.matcher(text).find()) {
			return ": its objects are pretty-printed over several lines; write each on one line";
		}
		return text.isEmpty() ? ": it is empty" : ": line " + number + " is not valid JSON";
	}

	/**
	 * Add the names of the fields of an object.
	 */
	void addFields(byte[] object, Collection<String> names) {
		try (JsonParser parser = this.json.parser(object)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return;
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				names.add(parser.currentName());
				parser.nextToken();
				parser.skipChildren();
			}
		}
	}

	private static void skipByteOrderMark(InputStream input) throws IOException {
		input.mark(BYTE_ORDER_MARK.length);
		for (byte expected : BYTE_ORDER_MARK) {
			if ((byte) input.read() != expected) {
				input.reset();
				return;
			}
		}
	}

	/**
	 * The lines that are not blank and complete in the first part of a file.
	 */
	private static final class Lines {

		private final InputStream input;

		private int left = INSPECTED_SIZE;

		private boolean ended;

		private long number;

		private long ends;

		Lines(InputStream input) {
			this.input = input;
		}

		/**
		 * Return the number of the last line, including blank lines.
		 */
		long number() {
			return this.number;
		}

		byte @Nullable [] next() throws IOException {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			boolean blank = true;
			while (!this.ended) {
				int next = this.input.read();
				this.number = this.ends + 1;
				this.ends += (next == '\n') ? 1 : 0;
				this.ended = next < 0 || this.left-- == 0;
				if (next < 0 || (next == '\n' && !blank && !this.ended)) {
					return line.toByteArray();
				}
				blank = blank && next <= ' ';
				if (!blank) {
					line.write(next);
				}
			}
			return null;
		}

	}

}
