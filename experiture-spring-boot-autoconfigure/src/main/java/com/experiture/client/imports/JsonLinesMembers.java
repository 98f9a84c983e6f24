package com.experiture.client.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import com.experiture.client.error.InvalidMember;
import com.experiture.client.json.ExperitureJson;

/**
 * Finds the members of the objects of a JSON Lines file.
 */
final class JsonLinesMembers {

	/** How much of a file is looked at: all of it may take longer than its upload. */
	static final int INSPECTED_SIZE = 10_000_000;

	private static final String MEMBER = "file";

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private final ExperitureJson json;

	JsonLinesMembers(ExperitureJson json) {
		this.json = json;
	}

	/**
	 * Return the members of all objects in the first part of a file.
	 */
	Set<String> read(InputStream file) throws IOException {
		InputStream input = new BufferedInputStream(file);
		skipByteOrderMark(input);
		Lines lines = new Lines(input);
		byte[] first = lines.next();
		InvalidMember.unless(first != null, MEMBER, "has a first line of more than " + INSPECTED_SIZE + " bytes");
		Set<String> members = new LinkedHashSet<>();
		InvalidMember.unless(addMembers(first, members), MEMBER, "does not begin with a JSON object on one line");
		InvalidMember.unless(!members.isEmpty(), MEMBER,
				"does not begin with a JSON object of at least one member on one line");
		for (byte[] line = lines.next(); line != null; line = lines.next()) {
			Set<String> more = new LinkedHashSet<>();
			// Others are rows that the import rejects.
			if (addMembers(line, more)) {
				members.addAll(more);
			}
			InvalidMember.unless(members.size() <= CsvHeader.MAX_COLUMNS, MEMBER,
					"has more than " + CsvHeader.MAX_COLUMNS + " different members");
		}
		return members;
	}

	private boolean addMembers(byte[] line, Collection<String> names) {
		try {
			addMembers(line, names, Set.of());
			return true;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	/**
	 * Add the names of the members of an object.
	 * @param keys the members of which one must have a value
	 * @return whether one of them has a value
	 */
	boolean addMembers(byte[] object, Collection<String> names, Set<String> keys) {
		boolean found = false;
		try (JsonParser parser = this.json.parser(object)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return false;
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				names.add(name);
				found |= parser.nextToken() != JsonToken.VALUE_NULL && keys.contains(name);
				parser.skipChildren();
			}
		}
		return found;
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

		Lines(InputStream input) {
			this.input = input;
		}

		byte @Nullable [] next() throws IOException {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			boolean blank = true;
			while (!this.ended) {
				int next = this.input.read();
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
