package com.experiture.client.internal.encoding;

import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

import com.experiture.client.internal.rules.InvalidField;

/**
 * Checks that a record that is merged by a match key has that key. Finds the value of the
 * key in the JSON of the record, so that the type of the record does not matter.
 */
final class MatchKey {

	// Letters and signs that are invisible, such as the fillers of Hangul.
	private static final String INVISIBLE = "\u034F\u115F\u1160\u2800\u3164\uFFA0";

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private static final JsonFactory FACTORY = new JsonFactory();

	private final String name;

	private final boolean required;

	private final byte[] pattern;

	/**
	 * Create a rule.
	 * @param name the name of the key in the JSON
	 * @param required whether a record without the key is rejected; otherwise it is
	 * inserted
	 */
	MatchKey(String name, boolean required) {
		this.name = name;
		this.required = required;
		String quoted = new String(JsonStringEncoder.getInstance().quoteAsCharArray(name));
		this.pattern = ("\"" + quoted + "\":").getBytes(StandardCharsets.UTF_8);
	}

	// Documented: the API inserts a record without its match key. That such a record is
	// rejected unless inserting is allowed is a precaution of this client.
	static InvalidField missing(String names) {
		return new InvalidField(names,
				"is the match key and missing or null or blank, so the record would be inserted instead of merged; give it a"
						+ " value, append the record, or allow it with CallOptions.insertWithoutMatchKey()");
	}

	/**
	 * Check the record that was written last. If records without the key are inserted, a
	 * key without a value is removed: all records with a blank key would become one row.
	 * @param body ends with the record
	 * @param start the start of the record
	 * @return a hash of the key; 0 if the record is inserted without it
	 * @throws InvalidField if the record has no key and must not be inserted
	 */
	long check(BodyBuffer body, int start) {
		long hash = hash(body, start);
		if (hash == 0) {
			if (this.required) {
				throw missing(this.name);
			}
			remove(body, start);
		}
		return hash;
	}

	/**
	 * Return a hash of the value, which differs for records with different keys.
	 * @return the hash, or 0 if the record has no such field or the field has no value
	 */
	long hash(BodyBuffer body, int start) {
		byte[] json = body.bytes();
		int end = body.size();
		int value = find(json, start, end);
		if (value < 0 || !hasValue(json, value, end)) {
			return 0;
		}
		int valueEnd = afterValue(json, value, end);
		long hash = FNV_OFFSET;
		for (int i = value; i < valueEnd; i++) {
			hash = (hash ^ json[i]) * FNV_PRIME;
		}
		return (hash != 0) ? hash : 1;
	}

	void remove(BodyBuffer body, int start) {
		int value = find(body.bytes(), start, body.size());
		if (value < 0) {
			return;
		}
		int from = value - this.pattern.length;
		int to = afterValue(body.bytes(), value, body.size());
		if (body.bytes()[to] == ',') {
			to++;
		}
		else if (body.bytes()[from - 1] == ',') {
			from--;
		}
		body.move(to, from);
		InvalidField.unless(body.last(1) != '{', "", "must have at least one field besides its match key");
	}

	// A text is blank if it has no visible character. Most texts begin with a letter or a
	// digit.
	private static boolean hasValue(byte[] json, int value, int end) {
		if (json[value] != '"') {
			return json[value] != 'n' && json[value] != '{' && json[value] != '[';
		}
		byte first = json[value + 1];
		if (first > ' ' && first != '"' && first != '\\') {
			return true;
		}
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json, value,
				afterText(json, value, end) - value)) {
			parser.nextToken();
			return parser.getString().codePoints().anyMatch(MatchKey::isVisible);
		}
	}

	private static boolean isVisible(int c) {
		return INVISIBLE.indexOf(c) < 0 && switch (Character.getType(c)) {
			case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.CONTROL,
					Character.FORMAT ->
				false;
			default -> true;
		};
	}

	private int find(byte[] json, int start, int end) {
		int depth = 0;
		int i = start;
		while (i < end) {
			byte b = json[i];
			if (b == '"') {
				if (depth == 1 && startsWith(json, i, end)) {
					return i + this.pattern.length;
				}
				i = afterText(json, i, end);
				continue;
			}
			if (b == '{' || b == '[') {
				depth++;
			}
			else if (b == '}' || b == ']') {
				depth--;
			}
			i++;
		}
		return -1;
	}

	// The colon distinguishes a name from a value: a quote in a text has a backslash.
	private boolean startsWith(byte[] json, int at, int end) {
		if (at + this.pattern.length >= end) {
			return false;
		}
		for (int i = 0; i < this.pattern.length; i++) {
			if (json[at + i] != this.pattern[i]) {
				return false;
			}
		}
		return true;
	}

	private static int afterValue(byte[] json, int value, int end) {
		int depth = 0;
		int i = value;
		while (i < end) {
			byte b = json[i];
			if (depth == 0 && (b == ',' || b == '}')) {
				return i;
			}
			if (b == '"') {
				i = afterText(json, i, end);
				continue;
			}
			if (b == '{' || b == '[') {
				depth++;
			}
			else if (b == '}' || b == ']') {
				depth--;
			}
			i++;
		}
		return i;
	}

	private static int afterText(byte[] json, int quote, int end) {
		int i = quote + 1;
		while (i < end && json[i] != '"') {
			i += (json[i] == '\\') ? 2 : 1;
		}
		return i + 1;
	}

}
