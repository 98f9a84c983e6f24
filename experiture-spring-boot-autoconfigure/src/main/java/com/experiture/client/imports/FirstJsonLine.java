package com.experiture.client.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import com.experiture.client.error.InvalidMember;
import com.experiture.client.http.CallPipeline;
import com.experiture.client.json.ExperitureJson;

/**
 * Reads the members of the first object of a JSON Lines file.
 */
final class FirstJsonLine {

	private static final String MEMBER = "file";

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private final ExperitureJson json;

	FirstJsonLine(ExperitureJson json) {
		this.json = json;
	}

	Set<String> read(InputStream input) throws IOException {
		Set<String> members = new LinkedHashSet<>();
		try {
			addMembers(line(new BufferedInputStream(input)), members);
		}
		catch (JacksonException ex) {
			throw new InvalidMember(MEMBER, "does not begin with a JSON object on one line");
		}
		InvalidMember.unless(!members.isEmpty(), MEMBER,
				"does not begin with a JSON object of at least one member on one line");
		return members;
	}

	/**
	 * Add the names of the members of an object.
	 */
	void addMembers(byte[] object, Collection<String> names) {
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

	private static byte[] line(InputStream input) throws IOException {
		skipByteOrderMark(input);
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		boolean blank = true;
		for (int next = input.read(); next >= 0 && (next != '\n' || blank); next = input.read()) {
			blank = blank && next <= ' ';
			if (!blank) {
				line.write(next);
			}
			InvalidMember.unless(line.size() <= CallPipeline.MAX_REQUEST_SIZE, MEMBER,
					"has a first line of more than " + CallPipeline.MAX_REQUEST_SIZE + " bytes");
		}
		return line.toByteArray();
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

}
